import Basics
import DockerAPI
import EngineClient

/// `docker network create`.
enum NetworkCreateCommand: DockerCommand {
  static let specification = CommandSpecification(
    summary: "Create a network",
    usage: "[OPTIONS] NETWORK", arguments: .exactly(1),
    flags: [
      Flag("attachable", nil, .bool, "Enable manual container attachment"),
      Flag(
        "aux-address", nil, .other("map"),
        "Auxiliary IPv4 or IPv6 addresses used by Network driver (default map[])"
      ),
      Flag("config-from", nil, .string, "The network from which to copy the configuration"),
      Flag("config-only", nil, .bool, "Create a configuration only network"),
      Flag("driver", "d", .string, "Driver to manage the Network (default \"bridge\")"),
      Flag("gateway", nil, .strings, "IPv4 or IPv6 Gateway for the master subnet"),
      Flag("ingress", nil, .bool, "Create swarm routing-mesh network"),
      Flag("internal", nil, .bool, "Restrict external access to the network"),
      Flag("ip-range", nil, .strings, "Allocate container ip from a sub-range"),
      Flag("ipam-driver", nil, .string, "IP Address Management Driver (default \"default\")"),
      Flag("ipam-opt", nil, .other("map"), "Set IPAM driver specific options (default map[])"),
      Flag("ipv4", nil, .bool, "Enable or disable IPv4 address assignment (default true)").unsupported,
      Flag("ipv6", nil, .bool, "Enable or disable IPv6 address assignment"),
      Flag("label", nil, .list, "Set metadata on a network").checked(EnvironmentArguments.objectionToLabel),
      Flag("opt", "o", .other("map"), "Set driver specific options (default map[])"),
      Flag("scope", nil, .string, "Control the network's scope"),
      Flag("subnet", nil, .strings, "Subnet in CIDR format that represents a network segment"),
    ])

  static func run(_ call: Invocation) async throws -> Int32 {
    let arguments = call.arguments
    let gateways = arguments.list("gateway")
    try AddressRange.requireOrder(
      subnets: arguments.list("subnet"), ranges: arguments.list("ip-range"), gateways: gateways)
    let subnets = arguments.list("subnet")
    let auxiliary = JSONValue.pairs(arguments.list("aux-address"))
    try AddressRange.requireSubnets(subnets, of: auxiliary.values.sorted())
    let pools = subnets.enumerated().map { index, subnet in
      let own = auxiliary.filter { subnets.count == 1 || AddressRange.covers(subnet, $0.value) }
      return AddressPool(
        subnet: subnet, ipRange: arguments.list("ip-range").dropFirst(index).first,
        gateway: gateways.dropFirst(index).first, auxiliaryAddresses: own.isEmpty ? nil : Labels(own))
    }
    let source = arguments.string("config-from") ?? ""
    let request = CreateNetworkRequest(
      driver: arguments.string("driver") ?? "bridge", scope: arguments.string("scope") ?? "",
      ipam: AddressManagement(
        driver: arguments.string("ipam-driver") ?? "default",
        options: SortedMap(JSONValue.pairs(arguments.list("ipam-opt"))), config: pools),
      isIPv6Enabled: arguments.bool("ipv6"), isInternal: arguments.bool("internal"),
      isAttachable: arguments.bool("attachable"), isIngress: arguments.bool("ingress"),
      isConfigurationOnly: arguments.bool("config-only"),
      configFrom: source.isEmpty ? nil : NetworkConfigSource(network: source),
      options: SortedMap(JSONValue.pairs(arguments.list("opt"))),
      labels: SortedMap(JSONValue.pairs(arguments.list("label"))), name: call.name(0),
      refusesDuplicates: true)
    let reply: CreateNetworkReply = try await call.engine().value(
      EngineRequest(.post, "/networks/create", body: try JSONValue(encoding: request)))
    call.printLine(reply.id)
    return 0
  }
}
