import EngineClient

/// `docker pause`.
enum PauseCommand: DockerCommand {
  static let specification = CommandSpecification(
    summary: "Pause all processes within one or more containers",
    usage: "CONTAINER [CONTAINER...]", arguments: .atLeast(1),
    aliases: ["docker container pause", "docker pause"])

  static func run(_ call: Invocation) async throws -> Int32 {
    try await call.forEachContainer(post: "pause")
  }
}

/// `docker unpause`.
enum UnpauseCommand: DockerCommand {
  static let specification = CommandSpecification(
    summary: "Unpause all processes within one or more containers",
    usage: "CONTAINER [CONTAINER...]", arguments: .atLeast(1),
    aliases: ["docker container unpause", "docker unpause"])

  static func run(_ call: Invocation) async throws -> Int32 {
    try await call.forEachContainer(post: "unpause")
  }
}
