import DockerAPI
import EngineClient

/// `docker attach`.
enum AttachCommand: DockerCommand {
  static let specification = CommandSpecification(
    summary: "Attach local standard input, output, and error streams to a running container",
    usage: "[OPTIONS] CONTAINER", arguments: .exactly(1),
    aliases: ["docker container attach", "docker attach"],
    flags: [
      Flag("detach-keys", nil, .string, "Override the key sequence for detaching a container"),
      Flag("no-stdin", nil, .bool, "Do not attach STDIN"),
      Flag("sig-proxy", nil, .bool, "Proxy all received signals to the process (default true)"),
    ])

  static func run(_ call: Invocation) async throws -> Int32 {
    let engine = try await call.engine()
    let container: ContainerInspection = try await engine.get("/containers/\(call.name(0))/json")
    try refuse(container.state)
    let takesInput = container.config.opensStdin && !call.arguments.bool("no-stdin")
    let session = AttachedSession(
      engine: engine, id: container.id, hasTerminal: container.config.hasTerminal, takesInput: takesInput,
      forwardsSignals: call.arguments.bool("sig-proxy", default: true), waitCondition: nil,
      detachKeys: call.arguments.string("detach-keys"), environment: call.environment)
    return try await session.run {}
  }

  private static func refuse(_ state: ContainerState) throws(CommandFailure) {
    guard state.isRunning else {
      throw CommandFailure("You cannot attach to a stopped container, start it first")
    }
    guard !state.isPaused else {
      throw CommandFailure("You cannot attach to a paused container, unpause it first")
    }
    guard !state.isRestarting else {
      throw CommandFailure("You cannot attach to a restarting container, wait until it is running")
    }
  }
}
