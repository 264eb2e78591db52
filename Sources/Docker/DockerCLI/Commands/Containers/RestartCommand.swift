import EngineClient

/// `docker restart`.
enum RestartCommand: DockerCommand {
  static let specification = CommandSpecification(
    summary: "Restart one or more containers",
    usage: "[OPTIONS] CONTAINER [CONTAINER...]", arguments: .atLeast(1),
    aliases: ["docker container restart", "docker restart"],
    flags: [
      Flag("signal", "s", .string, "Signal to send to the container"),
      Flag("time", nil, .integer, "Seconds to wait before killing the container").renamed("timeout"),
      Flag("timeout", "t", .integer, "Seconds to wait before killing the container"),
    ])

  static func run(_ call: Invocation) async throws -> Int32 {
    let engine = try await call.engine()
    return await call.forEachName { name in
      try await engine.send(
        EngineRequest(.post, "/containers/\(name)/restart", query: StopCommand.query(call, engine)))
      call.printLine(name)
    }
  }
}
