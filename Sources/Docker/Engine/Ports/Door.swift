import Basics
import DockerAPI
import HTTPServer

/// A listening socket of this computer that stands for a published port.
protocol Door: Sendable {
  /// The real TCP port.
  var port: UInt16 { get }
  /// Stops listening and closes what is connected.
  func close() async
}

/// Opens doors; the one part of a machine that touches TCP.
protocol DoorOpening: Sendable {
  /// Starts to listen for a port of the machine, where the policy wants it.
  ///
  /// Without anybody behind it, as for a container port on which nothing listens, connections are closed at once.
  func open(_ published: PublishedPort, for answering: Answering) async throws(DoorFailure) -> any Door

  /// What is to be said about a published port that cannot be where it is published; `nil` for all others.
  func warning(about port: UInt16) -> Phrase?

  /// Answers at a socket that listens already, which is the door's from now on; in a network that only containers are in.
  func open(listening descriptor: Int32, for answering: Answering) async throws(DoorFailure) -> any Door
}

/// Who answers behind a door.
enum Answering: Sendable {
  case nobody
  case service(ListeningService)
  /// A process, which is reached by the bytes of each connection.
  case process(@Sendable (RawConnection) async -> Void)
}

/// What answers behind a door.
struct ListeningService: Sendable {
  /// To those who come in by a published port: in a container they all seem to be the bridge.
  let http: HTTPService
  /// To those who are on the container's own networks.
  let inside: HTTPService
  /// Where those who ask wait while the container is paused.
  var gate = PauseGate()
  /// The certificate with which it speaks TLS; plain HTTP when `nil`.
  var tls: TLSIdentity?
}

extension ListeningService {
  /// The same, of which nobody gets an answer while its gate is closed.
  var pausable: Self {
    let held = { [gate] (service: HTTPService) in
      service.held(while: { gate.isOpen }, by: { await gate.pass() })
    }
    return Self(http: held(http), inside: held(inside), gate: gate, tls: tls)
  }
}

/// Why a door did not open.
struct DoorFailure: Error, Hashable, Sendable {
  /// The system's words: `address already in use`.
  let reason: String
  /// Whether somebody else listens there.
  let isTaken: Bool
}
