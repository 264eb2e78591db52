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

  private static let format = ListFormat(
    typeName: "*network.networkContext",
    titles: [
      "ID": "NETWORK ID", "Name": "NAME", "Driver": "DRIVER", "Scope": "SCOPE", "IPv4": "IPV4",
      "IPv6": "IPV6",
      "Internal": "INTERNAL", "Labels": "LABELS", "CreatedAt": "CREATED AT",
    ],
    table: "{{.ID}}\t{{.Name}}\t{{.Driver}}\t{{.Scope}}", quiet: "{{.ID}}",
    raw: "network_id: {{.ID}}\nname: {{.Name}}\ndriver: {{.Driver}}\nscope: {{.Scope}}\n")

  static func run(_ call: Invocation) async throws -> Int32 {
    let networks: [Network] = try await call.engine().get(
      "/networks", query: Filters(call.arguments.list("filter")).query)
    let isTruncated = !call.arguments.bool("no-trunc")
    let rows = networks.sorted { NaturalOrder.precedes($0.name, $1.name) }
      .map { row($0, isTruncated: isTruncated) }
    call.environment.output.write(
      try format.text(
        rows, format: call.arguments.string("format"), isQuiet: call.arguments.bool("quiet")))
    return 0
  }

  private static func row(_ network: Network, isTruncated: Bool) -> TemplateRow {
    let labels = network.labels
    return TemplateRow(
      typeName: format.typeName,
      fields: [
        "ID": .string(isTruncated ? Shortening.id(network.id) : network.id), "Name": .string(network.name),
        "Driver": .string(network.driver), "Scope": .string(network.scope),
        "IPv4": .string("\(network.isIPv4Enabled ?? false)"),
        "IPv6": .string("\(network.isIPv6Enabled)"), "Internal": .string("\(network.isInternal)"),
        "Labels": .string(labels.sortedKeys.map { "\($0)=\(labels[$0] ?? "")" }.joined(separator: ",")),
        "CreatedAt": .string(GoType.moment(network.created)),
      ], labels: labels.values)
  }
}
