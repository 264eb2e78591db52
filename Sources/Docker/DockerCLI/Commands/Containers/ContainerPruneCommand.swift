import DockerAPI
import EngineClient

/// `docker container prune`.
enum ContainerPruneCommand: DockerCommand {
  static let specification = CommandSpecification(
    summary: "Remove all stopped containers",
    usage: "[OPTIONS]", arguments: .none,
    flags: [
      Flag("filter", nil, .filter, "Provide filter values (e.g. \"until=<timestamp>\")"),
      Flag("force", "f", .bool, "Do not prompt for confirmation"),
    ])

  static func run(_ call: Invocation) async throws -> Int32 {
    guard try await Confirmation.ask(call, "WARNING! This will remove all stopped containers.") else {
      return 0
    }
    let reply: ContainersPruned = try await call.engine().value(
      EngineRequest(.post, "/containers/prune", query: Filters(call.arguments.list("filter")).query))
    let containers = reply.containersDeleted ?? []
    if !containers.isEmpty { call.printLine("Deleted Containers:\n\(containers.joined(separator: "\n"))\n") }
    call.printLine("Total reclaimed space: \(Units.size(reply.spaceReclaimed, digits: 4))")
    return 0
  }
}
