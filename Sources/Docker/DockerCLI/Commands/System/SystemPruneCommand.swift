import DockerAPI
import EngineClient

/// `docker system prune`.
enum SystemPruneCommand: DockerCommand {
  static let specification = CommandSpecification(
    summary: "Remove unused data",
    usage: "[OPTIONS]", arguments: .none,
    flags: [
      Flag("all", "a", .bool, "Remove all unused images not just dangling ones"),
      Flag("filter", nil, .filter, "Provide filter values (e.g. \"label=<key>=<value>\")"),
      Flag("force", "f", .bool, "Do not prompt for confirmation"),
      Flag("volumes", nil, .bool, "Prune anonymous volumes"),
    ])

  static func run(_ call: Invocation) async throws -> Int32 {
    let isAll = call.arguments.bool("all")
    let engine = try await call.engine()
    let asked = call.arguments.list("filter")
    guard !call.arguments.bool("volumes") || !asked.contains(where: { $0.hasPrefix("until=") }) else {
      throw CommandFailure("ERROR: The \"until\" filter is not supported with \"--volumes\"")
    }
    let warning = warning(isAll: isAll, volumes: call.arguments.bool("volumes"), filters: asked)
    guard try await Confirmation.ask(call, warning) else { return 0 }
    let filters = Filters(asked)
    var reclaimed = 0
    let containers: ContainersPruned = try await engine.value(
      EngineRequest(.post, "/containers/prune", query: filters.query))
    report("Containers", containers.containersDeleted ?? [], call)
    reclaimed += containers.spaceReclaimed
    let networks: NetworksPruned = try await engine.value(
      EngineRequest(.post, "/networks/prune", query: filters.query))
    report("Networks", networks.networksDeleted ?? [], call)
    if call.arguments.bool("volumes") {
      let volumes: VolumesPruned = try await engine.value(
        EngineRequest(.post, "/volumes/prune", query: filters.query))
      report("Volumes", volumes.volumesDeleted ?? [], call)
      reclaimed += volumes.spaceReclaimed
    }
    let images = try await ImagePruneCommand.prune(engine: engine, includingNamed: isAll, filters: filters)
    if !images.report.isEmpty { call.printLine(images.report) }
    call.printLine("Total reclaimed space: \(Units.size(reclaimed + images.reclaimed, digits: 4))")
    return 0
  }

  private static func report(_ kind: String, _ names: [String], _ call: Invocation) {
    guard !names.isEmpty else { return }
    call.printLine("Deleted \(kind):\n\(names.joined(separator: "\n"))\n")
  }

  private static func warning(isAll: Bool, volumes: Bool, filters: [String]) -> String {
    var lines = [
      "WARNING! This will remove:", "  - all stopped containers",
      "  - all networks not used by at least one container",
    ]
    if volumes { lines.append("  - all anonymous volumes not used by at least one container") }
    lines.append(
      isAll ? "  - all images without at least one container associated to them" : "  - all dangling images")
    lines.append(isAll ? "  - all build cache" : "  - unused build cache")
    if !filters.isEmpty {
      lines += ["", "  Items to be pruned will be filtered with:"] + filters.sorted().map { "  - \($0)" }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
