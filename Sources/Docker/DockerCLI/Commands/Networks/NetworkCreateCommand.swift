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
      ).unsupported,
      Flag("config-from", nil, .string, "The network from which to copy the configuration").unsupported,
      Flag("config-only", nil, .bool, "Create a configuration only network").unsupported,
      Flag("driver", "d", .string, "Driver to manage the Network (default \"bridge\")"),
      Flag("gateway", nil, .strings, "IPv4 or IPv6 Gateway for the master subnet"),
      Flag("ingress", nil, .bool, "Create swarm routing-mesh network").unsupported,
      Flag("internal", nil, .bool, "Restrict external access to the network"),
      Flag("ip-range", nil, .strings, "Allocate container ip from a sub-range"),
      Flag("ipam-driver", nil, .string, "IP Address Management Driver (default \"default\")").unsupported,
      Flag("ipam-opt", nil, .other("map"), "Set IPAM driver specific options (default map[])").unsupported,
      Flag("ipv4", nil, .bool, "Enable or disable IPv4 address assignment (default true)").unsupported,
      Flag("ipv6", nil, .bool, "Enable or disable IPv6 address assignment"),
      Flag("label", nil, .list, "Set metadata on a network").checked(EnvironmentArguments.objectionToLabel),
      Flag("opt", "o", .other("map"), "Set driver specific options (default map[])"),
      Flag("scope", nil, .string, "Control the network's scope").unsupported,
      Flag("subnet", nil, .strings, "Subnet in CIDR format that represents a network segment"),
    ])

  static func run(_ call: Invocation) async throws -> Int32 {
    let arguments = call.arguments
    let gateways = arguments.list("gateway")
    try AddressRange.requireOrder(
      subnets: arguments.list("subnet"), ranges: arguments.list("ip-range"), gateways: gateways)
    let pools = arguments.list("subnet").enumerated().map { index, subnet in
      AddressPool(
        subnet: subnet, ipRange: arguments.list("ip-range").dropFirst(index).first,
        gateway: gateways.dropFirst(index).first)
    }
    let request = CreateNetworkRequest(
      driver: arguments.string("driver") ?? "bridge", ipam: AddressManagement(options: [:], config: pools),
      isIPv6Enabled: arguments.bool("ipv6"), isInternal: arguments.bool("internal"),
      isAttachable: arguments.bool("attachable"),
      options: SortedMap(JSONValue.pairs(arguments.list("opt"))),
      labels: SortedMap(JSONValue.pairs(arguments.list("label"))), name: call.name(0))
    let reply: CreateNetworkReply = try await call.engine().value(
      EngineRequest(.post, "/networks/create", body: try JSONValue(encoding: request)))
    call.printLine(reply.id)
    return 0
  }
}
