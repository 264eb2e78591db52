import DockerAPI
import EngineClient

/// `docker network prune`.
enum NetworkPruneCommand: DockerCommand {
  static let specification = CommandSpecification(
    summary: "Remove all unused networks",
    usage: "[OPTIONS]", arguments: .none,
    flags: [
      Flag("filter", nil, .filter, "Provide filter values (e.g. \"until=<timestamp>\")"),
      Flag("force", "f", .bool, "Do not prompt for confirmation"),
    ])

  static func run(_ call: Invocation) async throws -> Int32 {
    let warning = "WARNING! This will remove all custom networks not used by at least one container."
    guard try await Confirmation.ask(call, warning) else { return 0 }
    let reply: NetworksPruned = try await call.engine().value(
      EngineRequest(.post, "/networks/prune", query: Filters(call.arguments.list("filter")).query))
    let networks = reply.networksDeleted ?? []
    if !networks.isEmpty { call.printLine("Deleted Networks:\n\(networks.joined(separator: "\n"))\n") }
    return 0
  }
}
