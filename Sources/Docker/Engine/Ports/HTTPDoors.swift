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
  /// The ports that this process may not open; what is published there listens elsewhere if `hidesReserved`, where only
  /// the port table leads to it.
  var reserved = ReservedPorts.found()
  var hidesReserved = false
  /// Where the ports of one machine are that has a network of its own; `nil` where machines share this process's.
  var places: MachineNetworks.Places?
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
    var (answers, options) = server(of: answering)
    let isPrivate = policy == .private
    options.accepts = { addresses in isPrivate || addresses.isFromThisComputer }
    if let places { return try await open(published, at: places, answers, options) }
    var failure = DoorFailure(reason: "cannot assign requested address", isTaken: false)
    for address in addresses(for: published) {
      do {
        let server = try await HTTPServer.start(answers, at: address, on: loops, options: options)
        let port = server.port.flatMap { UInt16(exactly: $0) } ?? published.hostPort
        held.add(port)
        return HTTPDoor(server: server, port: port, held: held)
      } catch let error as SystemError {
        let isTaken = error.code == EADDRINUSE
        let remark = remark(on: published.hostPort, error).map { "\n" + $0[language] } ?? ""
        failure = DoorFailure(reason: error.reason.lowercased() + remark, isTaken: isTaken)
        if failure.isTaken { break }
      } catch {
        failure = DoorFailure(reason: "\(error)", isTaken: false)
      }
    }
    throw failure
  }

  func warning(about port: UInt16) -> Phrase? {
    hides(port) ? reserved.warning(about: port) : nil
  }

  private func hides(_ port: UInt16) -> Bool {
    policy == .real && places == nil && hidesReserved && reserved.contains(port)
  }

  private func remark(on port: UInt16, _ error: SystemError) -> Phrase? {
    switch error.code {
    case EADDRINUSE: held.contains(port) ? Self.neighbour : nil
    case EACCES: reserved.contains(port) ? reserved.refusal : nil
    default: nil
    }
  }

  func open(listening descriptor: Int32, for answering: Answering) async throws(DoorFailure) -> any Door {
    let (answers, options) = server(of: answering)
    do {
      let server = try await HTTPServer.start(
        answers, at: .listening(descriptor: descriptor), on: loops, options: options)
      return SpreadDoor(servers: [server], port: server.port.flatMap { UInt16(exactly: $0) } ?? 0)
    } catch {
      throw DoorFailure(reason: "\(error)", isTaken: false)
    }
  }

  private func server(of answering: Answering) -> (HTTPService, ServerOptions) {
    var options = ServerOptions { [now] in now().seconds }
    switch answering {
    // What nothing listens behind ends without an answer, as by Docker's proxy.
    case .nobody: options.hangsUp = true
    case .process(let relay): options.relay = relay
    case .service(let service):
      options.tls = service.tls
      return (service.http, options)
    }
    return (HTTPService { _ in HTTPReply(503) }, options)
  }

  /// Opens a port everywhere where it is to be found, or nowhere.
  private func open(
    _ published: PublishedPort, at places: MachineNetworks.Places, _ answers: HTTPService,
    _ options: ServerOptions
  ) async throws(DoorFailure) -> any Door {
    var servers: [HTTPServer] = []
    var real = published.hostPort
    do {
      if places.own != nil {
        let hidden = try await HTTPServer.start(
          answers, at: .tcp(host: "127.0.0.1", port: 0), on: loops, options: options)
        servers.append(hidden)
        real = hidden.port.flatMap { UInt16(exactly: $0) } ?? real
      }
      for place in places.all(for: published) {
        do {
          let address: ListenAddress =
            switch try place.listening(on: published.hostPort) {
            case .address(let host): .tcp(host: host, port: Int(published.hostPort))
            case .descriptor(let descriptor): .listening(descriptor: descriptor)
            }
          servers.append(try await HTTPServer.start(answers, at: address, on: loops, options: options))
        } catch  where !place.isNeeded {
          continue
        }
      }
      return SpreadDoor(servers: servers, port: real)
    } catch {
      for server in servers { await server.shutdown() }
      guard let error = error as? SystemError else { throw DoorFailure(reason: "\(error)", isTaken: false) }
      throw DoorFailure(reason: error.reason.lowercased(), isTaken: error.code == EADDRINUSE)
    }
  }

  /// Where to listen; the second choice is for computers without IPv6.
  private func addresses(for published: PublishedPort) -> [ListenAddress] {
    let hidden = ListenAddress.tcp(host: "127.0.0.1", port: 0)
    guard policy == .real else { return [hidden] }
    let port = Int(published.hostPort)
    let real: [ListenAddress] =
      published.isOnAllAddresses
      ? [.tcp(host: "::", port: port), .tcp(host: "0.0.0.0", port: port)]
      : [.tcp(host: published.hostAddress, port: port)]
    return hides(published.hostPort) ? real + [hidden] : real
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

/// A door that is several HTTP servers with the same behind them.
private struct SpreadDoor: Door {
  let servers: [HTTPServer]
  let port: UInt16

  func close() async {
    for server in servers { await server.shutdown() }
  }
}
