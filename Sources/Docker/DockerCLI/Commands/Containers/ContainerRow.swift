import Basics
import DockerAPI
import OCI

/// A container as a row of `docker ps`.
struct ContainerRow {
  private static let typeName = "*formatter.ContainerContext"

  let container: ContainerSummary
  let isTruncated: Bool
  let environment: CommandEnvironment

  /// A row to try templates on.
  static let empty = TemplateRow(typeName: typeName, texts: titles.mapValues { _ in "" })

  static func format(showsSize: Bool, isTruncated: Bool) -> ListFormat {
    let raw = """
      container_id: {{.ID}}
      image: {{.Image}}
      command: {{.Command}}
      created_at: {{.CreatedAt}}
      state: {{- pad .State 1 0}}
      status: {{- pad .Status 1 0}}
      names: {{.Names}}
      labels: {{- pad .Labels 1 0}}
      ports: {{- pad .Ports 1 0}}

      """
    return ListFormat(
      typeName: typeName, titles: titles,
      table: "{{.ID}}\t{{.Image}}\t{{.Command}}\t{{.RunningFor}}\t{{.Status}}\t{{.Ports}}\t{{.Names}}"
        + (showsSize ? "\t{{.Size}}" : ""),
      quiet: "{{.ID}}", raw: showsSize ? raw + "size: {{.Size}}\n" : raw)
  }

  private static let titles = [
    "ID": "CONTAINER ID", "Names": "NAMES", "Image": "IMAGE", "Command": "COMMAND",
    "CreatedAt": "CREATED AT", "RunningFor": "CREATED", "Ports": "PORTS", "State": "STATE",
    "Status": "STATUS", "Size": "SIZE", "Labels": "LABELS", "Mounts": "MOUNTS",
    "LocalVolumes": "LOCAL VOLUMES", "Networks": "NETWORKS", "Platform": "PLATFORM",
  ]

  private static let columns: TemplateRow.Columns<Self> = [
    "ID": { .string($0.isTruncated ? Shortening.id($0.container.id) : $0.container.id) },
    "Names": { .string($0.names) },
    "Image": { .string($0.image) },
    "Command": { row in
      let command = row.container.command
      return .string(GoText.quoted(row.isTruncated ? Shortening.ellipsis(command, 20) : command))
    },
    "CreatedAt": { .string($0.environment.timeZone.text(seconds: $0.container.created)) },
    "RunningFor": { row in
      .string(Duration.seconds(row.environment.now().seconds - row.container.created).inWords + " ago")
    },
    "Ports": { .string(PortList.text($0.container.ports)) },
    "State": { .string($0.container.state) },
    "Status": { .string($0.container.status) },
    "Size": { .string($0.size) },
    "Labels": { .string($0.container.labels.inOneLine) },
    "Mounts": { .string($0.mounts) },
    "LocalVolumes": { .string("\($0.container.mounts.count { $0.driver == "local" })") },
    "Networks": {
      .string($0.container.networkSettings.networks.sortedKeys.joined(separator: ","))
    },
    "Platform": { _ in .null },
  ]

  var row: TemplateRow {
    TemplateRow(typeName: Self.typeName, of: self, columns: Self.columns, labels: container.labels.values)
  }

  /// Without the leading slash; names given by links hold another slash and are left out of short tables.
  private var names: String {
    let names = container.names.map { $0.hasPrefix("/") ? String($0.dropFirst()) : $0 }
    return names.filter { !isTruncated || !$0.contains("/") }.joined(separator: ",")
  }

  private var image: String {
    guard !container.image.isEmpty else { return "<no image>" }
    guard isTruncated else { return container.image }
    let short = Shortening.id(container.image)
    if Shortening.id(container.imageID) == short { return short }
    guard var reference = try? Reference(parsing: container.image) else { return container.image }
    reference.digest = nil
    return reference.familiar
  }

  private var size: String {
    let own = Units.size(container.sizeRw ?? 0, digits: 3)
    guard let whole = container.sizeRootFs, whole > 0 else { return own }
    return "\(own) (virtual \(Units.size(whole, digits: 3)))"
  }

  private var mounts: String {
    container.mounts.map { mount in
      let name = mount.name.flatMap { $0.isEmpty ? nil : $0 } ?? mount.source
      return isTruncated ? Shortening.ellipsis(name, 15) : name
    }.joined(separator: ",")
  }
}
