import DockerAPI
import EngineClient

/// `docker wait`.
enum WaitCommand: DockerCommand {
  static let specification = CommandSpecification(
    summary: "Block until one or more containers stop, then print their exit codes",
    usage: "CONTAINER [CONTAINER...]", arguments: .atLeast(1),
    aliases: ["docker container wait", "docker wait"])

  static func run(_ call: Invocation) async throws -> Int32 {
    let engine = try await call.engine()
    return await call.forEachName { name in
      let reply: WaitReply = try await engine.value(EngineRequest(.post, "/containers/\(name)/wait"))
      if let error = reply.error { throw CommandFailure(error.message) }
      call.printLine("\(reply.statusCode)")
    }
  }
}
