import Basics
import DockerAPI
import EngineClient

/// `docker volume create`.
enum VolumeCreateCommand: DockerCommand {
  static let specification = CommandSpecification(
    summary: "Create a volume",
    usage: "[OPTIONS] [VOLUME]", arguments: .atMost(1),
    flags: [
      Flag(
        "availability", nil, .string,
        "Cluster Volume availability (\"active\", \"pause\", \"drain\") (default "
          + "\"active\")", requires: APIVersion(1, 42)
      ).unsupported,
      Flag("driver", "d", .string, "Specify volume driver name (default \"local\")"),
      Flag("group", nil, .string, "Cluster Volume group (cluster volumes)", requires: APIVersion(1, 42))
        .unsupported,
      Flag("label", nil, .list, "Set metadata for a volume").checked(EnvironmentArguments.objectionToLabel),
      Flag(
        "limit-bytes", nil, .other("bytes"), "Minimum size of the Cluster Volume in bytes",
        requires: APIVersion(1, 42)
      ).unsupported,
      Flag("name", nil, .string, "Specify volume name").hidden,
      Flag("opt", "o", .other("map"), "Set driver specific options (default map[])"),
      Flag(
        "required-bytes", nil, .other("bytes"), "Maximum size of the Cluster Volume in bytes",
        requires: APIVersion(1, 42)
      ).unsupported,
      Flag(
        "scope", nil, .string, "Cluster Volume access scope (\"single\", \"multi\") (default \"single\")",
        requires: APIVersion(1, 42)
      ).unsupported,
      Flag(
        "secret", nil, .other("map"), "Cluster Volume secrets (default map[])", requires: APIVersion(1, 42)
      ).unsupported,
      Flag(
        "sharing", nil, .string,
        "Cluster Volume access sharing (\"none\", \"readonly\", \"onewriter\", "
          + "\"all\") (default \"none\")", requires: APIVersion(1, 42)
      ).unsupported,
      Flag(
        "topology-preferred", nil, .list, "A topology that the Cluster Volume would be preferred in",
        requires: APIVersion(1, 42)
      ).unsupported,
      Flag(
        "topology-required", nil, .list, "A topology that the Cluster Volume must be accessible from",
        requires: APIVersion(1, 42)
      ).unsupported,
      Flag(
        "type", nil, .string, "Cluster Volume access type (\"mount\", \"block\") (default \"block\")",
        requires: APIVersion(1, 42)
      ).unsupported,
    ])

  static func run(_ call: Invocation) async throws -> Int32 {
    let name = call.arguments.string("name")
    guard name == nil || call.names.isEmpty else {
      throw CommandFailure(
        "conflicting options: cannot specify a volume-name through both --name and as a positional arg")
    }
    let options = call.arguments.list("opt")
    let labels = call.arguments.list("label")
    let request = CreateVolumeRequest(
      driver: call.arguments.string("driver") ?? "local",
      driverOptions: options.isEmpty ? nil : SortedMap(JSONValue.pairs(options)),
      labels: labels.isEmpty ? nil : SortedMap(JSONValue.pairs(labels)), name: call.names.first ?? name)
    let volume: Volume = try await call.engine().value(
      EngineRequest(.post, "/volumes/create", body: try JSONValue(encoding: request)))
    call.printLine(volume.name)
    return 0
  }
}
