import Basics
import DockerAPI
import EngineClient

/// `docker volume ls`.
enum VolumeLsCommand: DockerCommand {
  static let specification = CommandSpecification(
    summary: "List volumes",
    usage: "[OPTIONS]", arguments: .none,
    aliases: ["docker volume ls", "docker volume list"],
    flags: [
      Flag(
        "cluster", nil, .bool, "Display only cluster volumes, and use cluster volume list formatting",
        requires: APIVersion(1, 42)
      ).unsupported,
      Flag("filter", "f", .filter, "Provide filter values (e.g. \"dangling=true\")"),
      Flag("format", nil, .string, HelpText.listFormat),
      Flag("quiet", "q", .bool, "Only display volume names"),
    ])

  static let format = ListFormat(
    typeName: "*formatter.volumeContext",
    titles: [
      "Name": "VOLUME NAME", "Driver": "DRIVER", "Scope": "SCOPE", "Mountpoint": "MOUNTPOINT",
      "Labels": "LABELS", "Links": "LINKS", "Size": "SIZE", "Availability": "AVAILABILITY", "Group": "GROUP",
      "Status": "STATUS",
    ],
    table: "{{.Driver}}\t{{.Name}}", quiet: "{{.Name}}", raw: "name: {{.Name}}\ndriver: {{.Driver}}\n")

  static func run(_ call: Invocation) async throws -> Int32 {
    let list: VolumeList = try await call.engine().get(
      "/volumes", query: Filters(call.arguments.list("filter")).query)
    let volumes = (list.volumes ?? []).sorted { NaturalOrder.precedes($0.name, $1.name) }
    call.environment.output.write(
      try format.text(
        volumes.map(row), format: call.arguments.string("format"), isQuiet: call.arguments.bool("quiet")))
    return 0
  }

  private static let columns: TemplateRow.Columns<Volume> = [
    "Name": { .string($0.name) },
    "Driver": { .string($0.driver) },
    "Scope": { .string($0.scope) },
    "Mountpoint": { .string($0.mountpoint) },
    "Labels": { .string(($0.labels ?? [:]).inOneLine) },
    "Links": { .string($0.usageData.map { "\($0.referenceCount)" } ?? "N/A") },
    "Size": { .string($0.usageData.map { Units.size($0.size, digits: 4) } ?? "N/A") },
    "Availability": { _ in "N/A" },
    "Group": { _ in "N/A" },
    "Status": { _ in "N/A" },
  ]

  static func row(_ volume: Volume) -> TemplateRow {
    TemplateRow(
      typeName: format.typeName, of: volume, columns: columns, labels: volume.labels?.values ?? [:])
  }
}
