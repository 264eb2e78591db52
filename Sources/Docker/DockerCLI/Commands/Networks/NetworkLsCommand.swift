import Basics
import DockerAPI
import EngineClient

/// `docker network ls`.
enum NetworkLsCommand: DockerCommand {
  static let specification = CommandSpecification(
    summary: "List networks",
    usage: "[OPTIONS]", arguments: .none,
    aliases: ["docker network ls", "docker network list"],
    flags: [
      Flag("filter", "f", .filter, "Provide filter values (e.g. \"driver=bridge\")"),
      Flag("format", nil, .string, HelpText.listFormat),
      Flag("no-trunc", nil, .bool, "Do not truncate the output"),
      Flag("quiet", "q", .bool, "Only display network IDs"),
    ])

  static func run(_ call: Invocation) async throws -> Int32 {
    let networks: [Network] = try await call.engine().get(
      "/networks", query: Filters(call.arguments.list("filter")).query)
    let isTruncated = !call.arguments.bool("no-trunc")
    let rows = networks.sorted { NaturalOrder.precedes($0.name, $1.name) }
      .map { NetworkRow(network: $0, isTruncated: isTruncated).row }
    call.environment.output.write(
      try NetworkRow.format.text(
        rows, format: call.arguments.string("format"), isQuiet: call.arguments.bool("quiet")))
    return 0
  }
}

/// A network as a row of `docker network ls`.
private struct NetworkRow {
  let network: Network
  let isTruncated: Bool

  static let format = ListFormat(
    typeName: "*network.networkContext",
    titles: [
      "ID": "NETWORK ID", "Name": "NAME", "Driver": "DRIVER", "Scope": "SCOPE", "IPv4": "IPV4",
      "IPv6": "IPV6",
      "Internal": "INTERNAL", "Labels": "LABELS", "CreatedAt": "CREATED AT",
    ],
    table: "{{.ID}}\t{{.Name}}\t{{.Driver}}\t{{.Scope}}", quiet: "{{.ID}}",
    raw: "network_id: {{.ID}}\nname: {{.Name}}\ndriver: {{.Driver}}\nscope: {{.Scope}}\n")

  private static let columns: TemplateRow.Columns<Self> = [
    "ID": { .string($0.isTruncated ? Shortening.id($0.network.id) : $0.network.id) },
    "Name": { .string($0.network.name) },
    "Driver": { .string($0.network.driver) },
    "Scope": { .string($0.network.scope) },
    "IPv4": { .string("\($0.network.isIPv4Enabled ?? false)") },
    "IPv6": { .string("\($0.network.isIPv6Enabled)") },
    "Internal": { .string("\($0.network.isInternal)") },
    "Labels": { .string($0.network.labels.inOneLine) },
    "CreatedAt": { .string(GoType.moment($0.network.created)) },
  ]

  var row: TemplateRow {
    TemplateRow(
      typeName: Self.format.typeName, of: self, columns: Self.columns, labels: network.labels.values)
  }
}
