import DockerAPI
import EngineClient

/// `docker start`.
enum StartCommand: DockerCommand {
  static let specification = CommandSpecification(
    summary: "Start one or more stopped containers",
    usage: "[OPTIONS] CONTAINER [CONTAINER...]", arguments: .atLeast(1),
    aliases: ["docker container start", "docker start"],
    flags: [
      Flag("attach", "a", .bool, "Attach STDOUT/STDERR and forward signals"),
      Flag("checkpoint", nil, .string, "Restore from this checkpoint")
        .onlyOnDaemons("with experimental features enabled"),
      Flag("checkpoint-dir", nil, .string, "Use a custom checkpoint storage directory")
        .onlyOnDaemons("with experimental features enabled"),
      Flag("detach-keys", nil, .string, "Override the key sequence for detaching a container"),
      Flag("interactive", "i", .bool, "Attach container's STDIN"),
    ])

  static func run(_ call: Invocation) async throws -> Int32 {
    if call.arguments.bool("attach") || call.arguments.bool("interactive") { return try await attach(call) }
    let engine = try await call.engine()
    var failed: [String] = []
    for name in call.names {
      do {
        try await engine.send(EngineRequest(.post, "/containers/\(name)/start"))
        call.printLine(name)
      } catch {
        call.complain(CommandFailure.text(of: error))
        failed.append(name)
      }
    }
    guard failed.isEmpty else {
      throw CommandFailure("Error: failed to start containers: \(failed.joined(separator: ", "))")
    }
    return 0
  }

  private static func attach(_ call: Invocation) async throws -> Int32 {
    guard call.names.count == 1 else {
      throw CommandFailure("you cannot start and attach multiple containers at once")
    }
    let engine = try await call.engine()
    let container: ContainerInspection = try await engine.get("/containers/\(call.name(0))/json")
    let session = AttachedSession(
      engine: engine, id: container.id, hasTerminal: container.config.hasTerminal,
      takesInput: call.arguments.bool("interactive") && container.config.opensStdin, forwardsSignals: true,
      waitCondition: container.hostConfig.isRemovedOnExit ? "removed" : "next-exit",
      detachKeys: call.arguments.string("detach-keys"), environment: call.environment)
    return try await session.run {
      try await engine.send(EngineRequest(.post, "/containers/\(container.id)/start"))
    }
  }
}
