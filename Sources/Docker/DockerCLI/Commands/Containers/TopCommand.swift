import Basics
import DockerAPI
import EngineClient

/// `docker top`.
enum TopCommand: DockerCommand {
  static let specification = CommandSpecification(
    summary: "Display the running processes of a container", usage: "CONTAINER [ps OPTIONS]",
    arguments: .atLeast(1), aliases: ["docker container top", "docker top"],
    allowsFlagsAfterArguments: false)

  static func run(_ call: Invocation) async throws -> Int32 {
    let engine = try await call.engine()
    let options = call.names.dropFirst().joined(separator: " ")
    let document = try await engine.document(
      EngineRequest(
        .get, "/containers/\(call.name(0))/top", query: options.isEmpty ? [] : [("ps_args", options)]))
    let titles = document["Titles"]?.array?.compactMap(\.string) ?? []
    let rows = document["Processes"]?.array?.map { $0.array?.compactMap(\.string) ?? [] } ?? []
    // Unlike its tables, docker's columns are at least twenty wide here.
    let widths = titles.indices.map { column in
      max(20, ([titles] + rows).map { column < $0.count ? $0[column].count + 3 : 0 }.max() ?? 0)
    }
    for row in [titles] + rows {
      let cells = row.enumerated().map { index, cell in
        index == row.count - 1
          ? cell : cell + String(repeating: " ", count: max(0, widths[index] - cell.count))
      }
      call.printLine(cells.joined())
    }
    return 0
  }
}
