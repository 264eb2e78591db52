import Basics
import EngineClient
import Lessons

/// A sitting that another process holds, reached through its control socket.
package struct ControlClient: SittingDoor {
  private let client: EngineClient

  /// Nothing is connected before the first question.
  package init(socket: String) {
    client = EngineClient(endpoint: .unix(path: socket), isAlone: true)
  }

  package func record(_ command: CommandEntry) async throws {
    guard case .done = try await ask(.record(command)) else { throw Self.mismatch }
  }

  package func prompt(on machine: Machine.ID, status: Int32, patience: Patience) async throws -> PromptReply {
    let request = ControlRequest.prompt(machine: machine, status: status, patience: patience)
    guard case .prompt(let reply) = try await ask(request) else { throw Self.mismatch }
    return reply
  }

  package func check(_ step: Int?) async throws -> [SittingEvent] { try await events(.check(step: step)) }
  package func hint(_ step: Int?) async throws -> [SittingEvent] { try await events(.hint(step: step)) }
  package func solution(_ step: Int?) async throws -> [SittingEvent] {
    try await events(.solution(step: step))
  }
  package func reset(_ step: Int?) async throws -> [SittingEvent] { try await events(.reset(step: step)) }

  package func status() async throws -> SittingStatus {
    guard case .status(let status) = try await ask(.status) else { throw Self.mismatch }
    return status
  }

  package func machine(_ id: Machine.ID) async throws -> MachineAddress {
    guard case .machine(let machine) = try await ask(.machine(id: id)) else { throw Self.mismatch }
    return machine
  }

  package func route(host: String, port: Int, from machine: Machine.ID) async throws -> Route {
    guard case .route(let route) = try await ask(.route(host: host, port: port, machine: machine)) else {
      throw Self.mismatch
    }
    return route
  }

  package func service(_ action: ServiceAction, on machine: Machine.ID) async throws -> ServiceOutcome? {
    guard case .service(let outcome) = try await ask(.service(action: action, machine: machine)) else {
      throw Self.mismatch
    }
    return outcome
  }

  package func own(_ note: OwnNote) async throws -> OwnReport? {
    guard case .own(let report) = try await ask(.own(note)) else { throw Self.mismatch }
    return report
  }

  private func events(_ request: ControlRequest) async throws -> [SittingEvent] {
    guard case .events(let events) = try await ask(request) else { throw Self.mismatch }
    return events
  }

  private func ask(_ request: ControlRequest) async throws -> ControlReply {
    let document: JSONValue
    do {
      document = try await client.document(
        EngineRequest(.post, ControlService.path, body: JSONValue(encoding: request)))
    } catch {
      throw SittingFailure.notAnswering(reason: Self.words(error))
    }
    let reply: ControlReply = try document.decoded()
    if case .failure(let failure) = reply { throw failure }
    return reply
  }

  /// Why there was no answer, in the system's words.
  private static func words(_ error: any Error) -> String {
    switch error as? EngineClientError {
    case .unreachable(_, let code?): SystemError(operation: "connect", subject: "", code: code).reason
    case .unreachable(let endpoint, nil): "\(endpoint)"
    case .refused(_, let message), .connectionLost(let message): message
    case .notUpgraded(let status): "a reply of status \(status)"
    case nil: "\(error)"
    }
  }

  private static let mismatch = SittingFailure.notAnswering(reason: "a reply to another question")
}
