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

  static func row(_ volume: Volume) -> TemplateRow {
    let labels = volume.labels ?? [:]
    return TemplateRow(
      typeName: format.typeName,
      fields: [
        "Name": .string(volume.name), "Driver": .string(volume.driver), "Scope": .string(volume.scope),
        "Mountpoint": .string(volume.mountpoint),
        "Labels": .string(labels.sortedKeys.map { "\($0)=\(labels[$0] ?? "")" }.joined(separator: ",")),
        "Links": .string(volume.usageData.map { "\($0.referenceCount)" } ?? "N/A"),
        "Size": .string(volume.usageData.map { Units.size($0.size, digits: 4) } ?? "N/A"),
        "Availability": "N/A", "Group": "N/A", "Status": "N/A",
      ], labels: labels.values)
  }
}
