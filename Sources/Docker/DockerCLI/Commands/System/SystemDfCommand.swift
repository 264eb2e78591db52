import Basics
import DockerAPI
import EngineClient

/// `docker system df`.
enum SystemDfCommand: DockerCommand {
  static let specification = CommandSpecification(
    summary: "Show docker disk usage",
    usage: "[OPTIONS]", arguments: .none,
    flags: [
      Flag("format", nil, .string, HelpText.listFormat),
      Flag("verbose", "v", .bool, "Show detailed information on space usage"),
    ])

  private static let format = ListFormat(
    typeName: "*formatter.diskUsageContext",
    titles: [
      "Type": "TYPE", "TotalCount": "TOTAL", "Active": "ACTIVE", "Size": "SIZE", "Reclaimable": "RECLAIMABLE",
    ],
    table: "{{.Type}}\t{{.TotalCount}}\t{{.Active}}\t{{.Size}}\t{{.Reclaimable}}", quiet: "{{.Type}}")

  static func run(_ call: Invocation) async throws -> Int32 {
    let usage: DiskUsage = try await call.engine().get("/system/df")
    if call.arguments.bool("verbose") {
      call.environment.output.write(try DiskUsageDetails(usage, call.environment).text(call))
      return 0
    }
    call.environment.output.write(
      try format.text(
        [
          images(usage), containers(usage), volumes(usage),
          row("Build Cache", 0, 0, size: 0, reclaimable: 0, typeName: "Builder"),
        ],
        format: call.arguments.string("format")))
    return 0
  }

  private static func row(
    _ type: String, _ total: Int, _ active: Int, size: Int, reclaimable: Int, typeName: String? = nil
  ) -> TemplateRow {
    let share = size > 0 ? " (\(reclaimable * 100 / size)%)" : ""
    return TemplateRow(
      typeName: "*formatter.diskUsage\(typeName ?? type)Context",
      texts: [
        "Type": type, "TotalCount": "\(total)", "Active": "\(active)", "Size": Units.size(size, digits: 4),
        "Reclaimable": Units.size(reclaimable, digits: 4) + share,
      ])
  }

  private static func images(_ usage: DiskUsage) -> TemplateRow {
    let images = usage.images ?? []
    let used = images.filter { $0.containers > 0 }
    let inUse = used.reduce(0) { sum, image in
      guard let size = image.virtualSize, size != -1, image.sharedSize != -1 else { return sum }
      return sum + size - image.sharedSize
    }
    return row(
      "Images", images.count, used.count, size: usage.layersSize, reclaimable: usage.layersSize - inUse)
  }

  private static func containers(_ usage: DiskUsage) -> TemplateRow {
    let containers = usage.containers ?? []
    let active = containers.filter { ["running", "paused", "restarting"].contains($0.state) }
    let size = containers.reduce(0) { $0 + ($1.sizeRw ?? 0) }
    return row(
      "Containers", containers.count, active.count, size: size,
      reclaimable: size - active.reduce(0) { $0 + ($1.sizeRw ?? 0) })
  }

  private static func volumes(_ usage: DiskUsage) -> TemplateRow {
    let volumes = (usage.volumes ?? []).filter { $0.usageData?.size != -1 }
    let size = volumes.reduce(0) { $0 + ($1.usageData?.size ?? 0) }
    let unused = volumes.filter { $0.usageData?.referenceCount == 0 }
    return row(
      "Local Volumes", (usage.volumes ?? []).count,
      (usage.volumes ?? []).count { ($0.usageData?.referenceCount ?? 0) > 0 }, size: size,
      reclaimable: unused.reduce(0) { $0 + ($1.usageData?.size ?? 0) }, typeName: "Volumes")
  }
}
