import Basics
import HTTPServer

/// The control socket of a sitting: one route, JSON in, JSON out.
package struct ControlService: Sendable {
  private let door: any SittingDoor

  package init(door: any SittingDoor) {
    self.door = door
  }

  /// The one path that is served.
  static let path = "/sitting"

  /// The service to put behind a unix socket that only the learner can open.
  package var service: HTTPService {
    HTTPService { request in
      guard request.method == "POST", request.path == Self.path else { return .text(404, "not found\n") }
      let reply = await answer(request)
      let body = (try? JSONValue(encoding: reply).text()) ?? "{}"
      return .text(200, body, type: "application/json")
    }
  }

  private func answer(_ request: HTTPRequest) async -> ControlReply {
    do {
      let bytes = try await request.body.collect(upTo: 1 << 20)
      return try await answer(JSONValue(parsing: bytes).decoded())
    } catch {
      return .failure(ControlFailure(error))
    }
  }

  private func answer(_ request: ControlRequest) async throws -> ControlReply {
    switch request {
    case .record(let command):
      try await door.record(command)
      return .done
    case .prompt(let machine, let status, let patience):
      return .prompt(try await door.prompt(on: machine, status: status, patience: patience))
    case .check(let step): return .events(try await door.check(step))
    case .hint(let step): return .events(try await door.hint(step))
    case .solution(let step): return .events(try await door.solution(step))
    case .reset(let step): return .events(try await door.reset(step))
    case .status: return .status(try await door.status())
    case .machine(let id): return .machine(try await door.machine(id))
    case .route(let host, let port, let machine):
      return .route(try await door.route(host: host, port: port, from: machine))
    case .own(let note): return .own(try await door.own(note))
    case .service(let action, let machine): return .service(try await door.service(action, on: machine))
    }
  }
}
