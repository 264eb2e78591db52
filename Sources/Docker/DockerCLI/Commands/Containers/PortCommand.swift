import DockerAPI
import EngineClient

/// `docker port`.
enum PortCommand: DockerCommand {
  static let specification = CommandSpecification(
    summary: "List port mappings or a specific mapping for the container",
    usage: "CONTAINER [PRIVATE_PORT[/PROTO]]", arguments: .between(1, 2),
    aliases: ["docker container port", "docker port"])

  static func run(_ call: Invocation) async throws -> Int32 {
    let container: ContainerInspection = try await call.engine().get("/containers/\(call.name(0))/json")
    let ports = container.networkSettings.ports
    var lines: [String] = []
    if call.names.count > 1 {
      let asked = call.name(1)
      try requirePort(asked.prefix { $0 != "/" })
      let key = asked.contains("/") ? asked : "\(asked)/tcp"
      guard let bindings = ports[key].flatMap({ $0 }), !bindings.isEmpty else {
        throw CommandFailure("Error: No public port '\(asked)' published for \(call.name(0))")
      }
      lines = bindings.map(address)
    } else {
      lines = ports.sortedKeys.sorted { number($0) < number($1) }.flatMap { key in
        (ports[key].flatMap { $0 } ?? []).map { "\(key) -> \(address($0))" }
      }
    }
    for line in lines { call.printLine(line) }
    return 0
  }

  private static func requirePort(_ text: Substring) throws(CommandFailure) {
    guard UInt16(text) == nil else { return }
    let isNumber = !text.isEmpty && text.allSatisfy { ("0"..."9").contains($0) }
    throw CommandFailure(
      "Error: invalid port (\(text)): strconv.ParseUint: parsing \(GoText.quoted(String(text))): "
        + (isNumber ? "value out of range" : "invalid syntax"))
  }

  private static func number(_ key: String) -> Int { Int(key.prefix { $0 != "/" }) ?? 0 }

  private static func address(_ binding: PortBinding) -> String {
    PortList.joined(binding.hostIP, binding.hostPort)
  }
}
