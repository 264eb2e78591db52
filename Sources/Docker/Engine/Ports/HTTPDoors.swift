import Basics
import HTTPServer

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Opens doors as HTTP servers of this process.
struct HTTPDoors: DoorOpening {
  let policy: PortPolicy
  let loops: ServerLoops
  let now: @Sendable () -> Timestamp

  func open(_ published: PublishedPort, for service: HTTPService?) async throws(DoorFailure) -> any Door {
    var options = ServerOptions { [now] in now().seconds }
    let isPrivate = policy == .private
    // What nothing listens behind is closed at once, as by Docker's proxy; so is every other computer.
    let isOpen = service != nil
    options.accepts = { addresses in isOpen && (isPrivate || addresses.isFromThisComputer) }
    let answers = service ?? HTTPService { _ in HTTPReply(503) }
    var failure = DoorFailure(reason: "cannot assign requested address", isTaken: false)
    for address in addresses(for: published) {
      do {
        let server = try await HTTPServer.start(answers, at: address, on: loops, options: options)
        return HTTPDoor(
          server: server, port: server.port.flatMap { UInt16(exactly: $0) } ?? published.hostPort)
      } catch let error as SystemError {
        failure = DoorFailure(reason: error.reason.lowercased(), isTaken: error.code == EADDRINUSE)
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

/// A door that is an HTTP server.
private struct HTTPDoor: Door {
  let server: HTTPServer
  let port: UInt16

  func close() async {
    await server.shutdown()
  }
}
