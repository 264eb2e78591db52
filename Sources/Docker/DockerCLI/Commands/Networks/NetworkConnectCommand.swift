import Basics
import DockerAPI
import EngineClient

/// `docker network connect`.
enum NetworkConnectCommand: DockerCommand {
  static let specification = CommandSpecification(
    summary: "Connect a container to a network",
    usage: "[OPTIONS] NETWORK CONTAINER", arguments: .exactly(2),
    flags: [
      Flag("alias", nil, .strings, "Add network-scoped alias for the container"),
      Flag("driver-opt", nil, .strings, "driver options for the network").unsupported,
      Flag(
        "gw-priority", nil, .integer,
        "Highest gw-priority provides the default gateway. Accepts positive and "
          + "negative values."
      ).unsupported,
      Flag("ip", nil, .string, "IPv4 address (e.g., \"172.30.100.104\")"),
      Flag("ip6", nil, .string, "IPv6 address (e.g., \"2001:db8::33\")").unsupported,
      Flag("link", nil, .list, "Add link to another container").checked(LinkArgument.objection),
      Flag("link-local-ip", nil, .strings, "Add a link-local address for the container").unsupported,
    ])

  static func run(_ call: Invocation) async throws -> Int32 {
    try Inspection.requireName(call.name(0), of: .network)
    try Inspection.requireName(call.name(1), of: .container)
    let aliases = call.arguments.list("alias")
    let links = call.arguments.list("link").map(LinkArgument.plain)
    let address = call.arguments.string("ip")
    let request = ConnectNetworkRequest(
      container: call.name(1),
      endpointConfig: EndpointSettings(
        ipamConfig: address.map { ["IPv4Address": .string($0)] }, links: links.isEmpty ? nil : links,
        aliases: aliases))
    try await call.engine().send(
      EngineRequest(
        .post, "/networks/\(call.name(0))/connect", body: try JSONValue(encoding: request)))
    return 0
  }
}
