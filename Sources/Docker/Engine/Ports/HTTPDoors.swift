import Basics
import HTTPServer
import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Opens doors as HTTP servers of this process.
struct HTTPDoors: DoorOpening {
  let policy: PortPolicy
  let loops: ServerLoops
  let language: Language
  let now: @Sendable () -> Timestamp
  /// The real ports that machines of this process hold open.
  private let held = HeldPorts()

  init(
    policy: PortPolicy, loops: ServerLoops, language: Language, now: @escaping @Sendable () -> Timestamp
  ) {
    self.policy = policy
    self.loops = loops
    self.language = language
    self.now = now
  }

  func open(_ published: PublishedPort, for answering: Answering) async throws(DoorFailure) -> any Door {
    var options = ServerOptions { [now] in now().seconds }
    let isPrivate = policy == .private
    options.accepts = { addresses in isPrivate || addresses.isFromThisComputer }
    var answers = HTTPService { _ in HTTPReply(503) }
    switch answering {
    // What nothing listens behind ends without an answer, as by Docker's proxy.
    case .nobody: options.hangsUp = true
    case .process(let relay): options.relay = relay
    case .service(let service):
      options.tls = service.tls
      answers = service.http
    }
    var failure = DoorFailure(reason: "cannot assign requested address", isTaken: false)
    for address in addresses(for: published) {
      do {
        let server = try await HTTPServer.start(answers, at: address, on: loops, options: options)
        let port = server.port.flatMap { UInt16(exactly: $0) } ?? published.hostPort
        held.add(port)
        return HTTPDoor(server: server, port: port, held: held)
      } catch let error as SystemError {
        let isTaken = error.code == EADDRINUSE
        let remark = isTaken && held.contains(published.hostPort) ? "\n" + Self.neighbour[language] : ""
        failure = DoorFailure(reason: error.reason.lowercased() + remark, isTaken: isTaken)
        if failure.isTaken { break }
      } catch {
        failure = DoorFailure(reason: "\(error)", isTaken: false)
      }
    }
    throw failure
  }

  /// Where to listen; the second choice is for computers without IPv6.
  private func addresses(for published: PublishedPort) -> [ListenAddress] {
    guard policy == .real else { return [.tcp(host: "127.0.0.1", port: 0)] }
    let port = Int(published.hostPort)
    guard published.isOnAllAddresses else { return [.tcp(host: published.hostAddress, port: port)] }
    return [.tcp(host: "::", port: port), .tcp(host: "0.0.0.0", port: port)]
  }
}

extension HTTPDoors {
  /// Machines that share this computer's ports meet where real ones would not.
  private static let neighbour = Phrase(
    en: "Practice machines share this computer's ports, and another of them has this one; "
      + "publish another port, or start dojo with --ports private.",
    ja: "練習用のマシンはこのコンピューターのポートを共有していて、このポートは別の練習用マシンが使っています。"
      + "別のポートで公開するか、dojo を --ports private で始めてください。")
}

/// The real ports that doors of one process hold open.
private final class HeldPorts: Sendable {
  private let ports = Mutex<[UInt16]>([])

  func contains(_ port: UInt16) -> Bool { ports.withLock { $0.contains(port) } }
  func add(_ port: UInt16) { ports.withLock { $0.append(port) } }
  func remove(_ port: UInt16) {
    ports.withLock { ports in
      if let index = ports.firstIndex(of: port) { ports.remove(at: index) }
    }
  }
}

/// A door that is an HTTP server.
private struct HTTPDoor: Door {
  let server: HTTPServer
  let port: UInt16
  let held: HeldPorts

  func close() async {
    await server.shutdown()
    held.remove(port)
  }
}
