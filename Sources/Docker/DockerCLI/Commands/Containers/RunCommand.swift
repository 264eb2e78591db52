import DockerAPI
import EngineClient

/// `docker run`.
enum RunCommand: DockerCommand {
  static let specification = CommandSpecification(
    summary: "Create and run a new container from an image",
    usage: "[OPTIONS] IMAGE [COMMAND] [ARG...]", arguments: .atLeast(1),
    aliases: ["docker container run", "docker run"],
    flags: ContainerFlags.run,
    allowsFlagsAfterArguments: false)

  static func run(_ call: Invocation) async throws -> Int32 {
    do {
      return try await start(call)
    } catch let refusal as UnavailableCommand {
      throw refusal
    } catch let failure as RunFailure {
      throw RunFailure.wrapped(failure.cause, path: call.path)
    }
  }

  private static func start(_ call: Invocation) async throws -> Int32 {
    let isDetached = call.arguments.bool("detach")
    let request = try RunFailure.catching { try ContainerRequest(call, isDetached: isDetached) }
    if request.body.config.attachesStdin, request.body.config.hasTerminal, !call.environment.input.isTerminal
    {
      throw CommandFailure("the input device is not a TTY")
    }
    let engine = try await RunFailure.catching { try await call.engine() }
    let id = try await RunFailure.catching {
      try await ContainerCreation(call: call, request: request, engine: engine).create()
    }
    let startRequest = EngineRequest(.post, "/containers/\(id)/start")
    guard !isDetached else {
      // Docker prints the ID even when the start fails then: the container exists.
      call.printLine(id)
      try await start(startRequest, engine)
      return 0
    }
    let config = request.body.config
    let session = AttachedSession(
      engine: engine, id: id, hasTerminal: config.hasTerminal, takesInput: config.attachesStdin,
      forwardsSignals: call.arguments.bool("sig-proxy", default: true),
      waitCondition: request.body.hostConfig.isRemovedOnExit ? "removed" : "next-exit",
      showsOutput: config.attachesStdout, showsErrors: config.attachesStderr,
      detachKeys: call.arguments.string("detach-keys"), environment: call.environment)
    return try await session.run { try await start(startRequest, engine) }
  }

  private static func start(_ request: EngineRequest, _ engine: EngineClient) async throws {
    _ = try await RunFailure.catching { try await engine.send(request) }
  }
}
