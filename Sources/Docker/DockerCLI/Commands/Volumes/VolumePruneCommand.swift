import DockerAPI
import EngineClient

/// `docker volume prune`.
enum VolumePruneCommand: DockerCommand {
  static let specification = CommandSpecification(
    summary: "Remove unused local volumes",
    usage: "[OPTIONS]", arguments: .none,
    flags: [
      Flag(
        "all", "a", .bool, "Remove all unused volumes, not just anonymous ones", requires: APIVersion(1, 42)),
      Flag("filter", nil, .filter, "Provide filter values (e.g. \"label=<label>\")"),
      Flag("force", "f", .bool, "Do not prompt for confirmation"),
    ])

  static func run(_ call: Invocation) async throws -> Int32 {
    let engine = try await call.engine()
    guard
      try await Confirmation.ask(
        call, "WARNING! This will remove all local volumes not used by at least one container.")
    else { return 0 }
    let reply: VolumesPruned = try await engine.value(
      EngineRequest(.post, "/volumes/prune", query: Filters(call.arguments.list("filter")).query))
    let volumes = reply.volumesDeleted ?? []
    if !volumes.isEmpty { call.printLine("Deleted Volumes:\n\(volumes.joined(separator: "\n"))\n") }
    call.printLine("Total reclaimed space: \(Units.size(reply.spaceReclaimed, digits: 4))")
    return 0
  }
}
