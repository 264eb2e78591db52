import Basics
import DockerAPI
import HTTPServer

/// What containers use: `docker stats`.
struct UsageRoutes: Sendable {
  let machine: Machine

  var routes: [Route] {
    [Route("GET", "containers/*/stats") { try await usage($0) }]
  }

  /// How long the usage is measured for.
  private static let span = Duration.seconds(1)

  private func usage(_ request: RouteRequest) async throws -> HTTPReply {
    let first = try await machine.usage(of: request.name, since: nil)
    let isStream = request.value("stream") == nil || request.flag("stream")
    guard isStream else {
      guard first.usage != nil, !request.flag("one-shot") else { return .json(200, document: first.json) }
      try await Task.sleep(for: Self.span)
      return .json(200, document: try await machine.usage(of: first.id, since: first.usage).json)
    }
    return .endlessStream(200, headers: ["Content-Type": "application/json"]) { writer in
      var document = first
      while true {
        try await writer.write(document.json.utf8(.init(escapesHTML: true)) + [0x0A])
        try await Task.sleep(for: Self.span)
        document = try await machine.usage(of: first.id, since: document.usage)
      }
    }
  }
}
