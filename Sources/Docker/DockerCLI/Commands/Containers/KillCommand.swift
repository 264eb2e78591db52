import EngineClient

/// `docker kill`.
enum KillCommand: DockerCommand {
  static let specification = CommandSpecification(
    summary: "Kill one or more running containers",
    usage: "[OPTIONS] CONTAINER [CONTAINER...]", arguments: .atLeast(1),
    aliases: ["docker container kill", "docker kill"],
    flags: [
      Flag("signal", "s", .string, "Signal to send to the container")
    ])

  static func run(_ call: Invocation) async throws -> Int32 {
    let query = call.arguments.string("signal").map { [(name: "signal", value: $0)] } ?? []
    return try await call.forEachContainer(post: "kill") { _ in query }
  }
}
