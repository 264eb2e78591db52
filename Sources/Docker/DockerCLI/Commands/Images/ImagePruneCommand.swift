import DockerAPI
import EngineClient

/// `docker image prune`.
enum ImagePruneCommand: DockerCommand {
  static let specification = CommandSpecification(
    summary: "Remove unused images",
    usage: "[OPTIONS]", arguments: .none,
    flags: [
      Flag("all", "a", .bool, "Remove all unused images, not just dangling ones"),
      Flag("filter", nil, .filter, "Provide filter values (e.g. \"until=<timestamp>\")"),
      Flag("force", "f", .bool, "Do not prompt for confirmation"),
    ])

  static func run(_ call: Invocation) async throws -> Int32 {
    let isAll = call.arguments.bool("all")
    let warning =
      isAll
      ? "WARNING! This will remove all images without at least one container associated to them."
      : "WARNING! This will remove all dangling images."
    guard try await Confirmation.ask(call, warning) else { return 0 }
    let (report, reclaimed) = try await prune(
      engine: try await call.engine(), includingNamed: isAll, filters: Filters(call.arguments.list("filter")))
    if !report.isEmpty { call.printLine(report) }
    call.printLine("Total reclaimed space: \(Units.size(reclaimed, digits: 4))")
    return 0
  }

  /// Removes unused images; the report ends with an empty line, and is empty when there was nothing to remove.
  static func prune(
    engine: EngineClient, includingNamed isAll: Bool, filters: Filters
  ) async throws -> (report: String, reclaimed: Int) {
    var filters = filters
    filters.add("dangling", isAll ? "false" : "true")
    let reply: ImagesPruned = try await engine.value(
      EngineRequest(.post, "/images/prune", query: filters.query))
    let lines = (reply.imagesDeleted ?? []).map { deletion in
      deletion.untagged.map { "untagged: \($0)" } ?? "deleted: \(deletion.deleted ?? "")"
    }
    let report = lines.isEmpty ? "" : "Deleted Images:\n\(lines.joined(separator: "\n"))\n"
    return (report, reply.spaceReclaimed)
  }
}
