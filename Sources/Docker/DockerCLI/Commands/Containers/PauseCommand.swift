import EngineClient

/// `docker pause`.
enum PauseCommand: DockerCommand {
  static let specification = CommandSpecification(
    summary: "Pause all processes within one or more containers",
    usage: "CONTAINER [CONTAINER...]", arguments: .atLeast(1),
    aliases: ["docker container pause", "docker pause"])

  static func run(_ call: Invocation) async throws -> Int32 {
    let engine = try await call.engine()
    return await call.forEachName { name in
      try await engine.send(EngineRequest(.post, "/containers/\(name)/pause"))
      call.printLine(name)
    }
  }
}

/// `docker unpause`.
enum UnpauseCommand: DockerCommand {
  static let specification = CommandSpecification(
    summary: "Unpause all processes within one or more containers",
    usage: "CONTAINER [CONTAINER...]", arguments: .atLeast(1),
    aliases: ["docker container unpause", "docker unpause"])

  static func run(_ call: Invocation) async throws -> Int32 {
    let engine = try await call.engine()
    return await call.forEachName { name in
      try await engine.send(EngineRequest(.post, "/containers/\(name)/unpause"))
      call.printLine(name)
    }
  }
}
