import Basics
import DockerAPI
import EngineClient

/// `docker stats`.
enum StatsCommand: DockerCommand {
  static let specification = CommandSpecification(
    summary: "Display a live stream of container(s) resource usage statistics",
    usage: "[OPTIONS] [CONTAINER...]", arguments: .atLeast(0),
    aliases: ["docker container stats", "docker stats"],
    flags: [
      Flag("all", "a", .bool, "Show all containers (default shows just running)"),
      Flag("format", nil, .string, HelpText.listFormat),
      Flag("no-stream", nil, .bool, "Disable streaming stats and only pull the first result"),
      Flag("no-trunc", nil, .bool, "Do not truncate output"),
    ])

  static func run(_ call: Invocation) async throws -> Int32 {
    let engine = try await call.engine()
    guard !call.arguments.bool("no-stream") else {
      call.environment.output.write(try await table(call, engine))
      return 0
    }
    while true {
      // The engine measures for a second, but does not where there is nothing to measure.
      async let pause: Void = Task.sleep(for: .seconds(1))
      let table = try await table(call, engine)
      call.environment.output.write("\u{1B}[2J\u{1B}[H" + table)
      try await pause
    }
  }

  private static func table(_ call: Invocation, _ engine: EngineClient) async throws -> String {
    let names = try await names(call, engine)
    let isTruncated = !call.arguments.bool("no-trunc")
    let rows = try await withThrowingTaskGroup(of: (Int, StatsRow).self) { group in
      for (index, name) in names.enumerated() {
        group.addTask {
          let document = try await engine.document(
            EngineRequest(.get, "/containers/\(name)/stats", query: [("stream", "0")]))
          return (index, StatsRow(document, asked: name, isTruncated: isTruncated))
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }.sorted { $0.0 < $1.0 }.map(\.1)
    }
    return try StatsRow.format.text(rows.map(\.row), format: call.arguments.string("format"))
  }

  /// The containers that were named, or else those that run.
  private static func names(_ call: Invocation, _ engine: EngineClient) async throws -> [String] {
    guard call.names.isEmpty else { return call.names }
    let query = call.arguments.bool("all") ? [(name: "all", value: "1")] : []
    let containers: [ContainerSummary] = try await engine.get("/containers/json", query: query)
    return containers.map(\.id)
  }
}
