import EngineClient

/// `docker restart`.
enum RestartCommand: DockerCommand {
  static let specification = CommandSpecification(
    summary: "Restart one or more containers",
    usage: "[OPTIONS] CONTAINER [CONTAINER...]", arguments: .atLeast(1),
    aliases: ["docker container restart", "docker restart"],
    flags: StopCommand.flags)

  static func run(_ call: Invocation) async throws -> Int32 {
    try await call.forEachContainer(post: "restart") { StopCommand.query(call, $0) }
  }
}
