import Basics
import DockerAPI
import EngineClient

/// `docker network disconnect`.
enum NetworkDisconnectCommand: DockerCommand {
  static let specification = CommandSpecification(
    summary: "Disconnect a container from a network",
    usage: "[OPTIONS] NETWORK CONTAINER", arguments: .exactly(2),
    flags: [
      Flag("force", "f", .bool, "Force the container to disconnect from a network")
    ])

  static func run(_ call: Invocation) async throws -> Int32 {
    try Inspection.requireName(call.name(0), of: .network)
    try Inspection.requireName(call.name(1), of: .container)
    let request = DisconnectNetworkRequest(container: call.name(1), isForced: call.arguments.bool("force"))
    try await call.engine().send(
      EngineRequest(
        .post, "/networks/\(call.name(0))/disconnect", body: try JSONValue(encoding: request)))
    return 0
  }
}
