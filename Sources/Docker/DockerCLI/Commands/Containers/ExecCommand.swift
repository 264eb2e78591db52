import Basics
import DockerAPI
import EngineClient

/// `docker exec`.
enum ExecCommand: DockerCommand {
  static let specification = CommandSpecification(
    summary: "Execute a command in a running container",
    usage: "[OPTIONS] CONTAINER COMMAND [ARG...]", arguments: .atLeast(2),
    aliases: ["docker container exec", "docker exec"],
    flags: [
      Flag("detach", "d", .bool, "Detached mode: run command in the background"),
      Flag("detach-keys", nil, .string, "Override the key sequence for detaching a container"),
      Flag("env", "e", .list, "Set environment variables")
        .checked(EnvironmentArguments.objectionToVariable),
      Flag("env-file", nil, .list, "Read in a file of environment variables"),
      Flag("interactive", "i", .bool, "Keep STDIN open even if not attached"),
      Flag("privileged", nil, .bool, "Give extended privileges to the command"),
      Flag("tty", "t", .bool, "Allocate a pseudo-TTY"),
      Flag("user", "u", .string, "Username or UID (format: \"<name|uid>[:<group|gid>]\")"),
      Flag("workdir", "w", .string, "Working directory inside the container"),
    ],
    allowsFlagsAfterArguments: false)

  static func run(_ call: Invocation) async throws -> Int32 {
    let isDetached = call.arguments.bool("detach")
    let hasTerminal = call.arguments.bool("tty")
    let takesInput = call.arguments.bool("interactive") && !isDetached
    if takesInput, hasTerminal, !call.environment.input.isTerminal {
      throw CommandFailure("the input device is not a TTY")
    }
    let variables: [String]?
    do {
      variables = try EnvironmentArguments(call).variables
    } catch let failure as CommandFailure {
      // Unlike `run`, for which the same is bad usage.
      throw CommandFailure(failure.message)
    }
    let engine = try await call.engine()
    // As docker does: a container that does not exist is told of before anything is made.
    let _: ContainerInspection = try await engine.get("/containers/\(call.name(0))/json")
    let made = try await engine.document(
      EngineRequest(
        .post, "/containers/\(call.name(0))/exec",
        body: [
          "User": .string(call.arguments.string("user") ?? ""),
          "Privileged": .bool(call.arguments.bool("privileged")), "Tty": .bool(hasTerminal),
          "AttachStdin": .bool(takesInput), "AttachStderr": .bool(!isDetached),
          "AttachStdout": .bool(!isDetached), "Detach": .bool(isDetached),
          "DetachKeys": .string(call.arguments.string("detach-keys") ?? ""),
          "Env": variables.map { .array($0.map { .string($0) }) } ?? .null,
          "WorkingDir": .string(call.arguments.string("workdir") ?? ""),
          "Cmd": .array(call.names.dropFirst().map { .string($0) }),
        ]))
    guard let id = made["Id"]?.string, !id.isEmpty else { throw CommandFailure("exec ID empty") }
    let start = EngineRequest(
      .post, "/exec/\(id)/start", body: ["Detach": .bool(isDetached), "Tty": .bool(hasTerminal)])
    guard !isDetached else {
      try await engine.send(start)
      return 0
    }
    let exchange = StreamExchange(
      engine: engine, resizing: "/exec/\(id)/resize", hasTerminal: hasTerminal, takesInput: takesInput,
      detachKeys: call.arguments.string("detach-keys"), environment: call.environment)
    let hasDetached = try await exchange.withTerminal {
      try await engine.withHijackedStream(start) { stream, input in try await exchange.run(&stream, input) }
    }
    guard !hasDetached else { return 0 }
    return try await exitCode(id, engine)
  }

  private static func exitCode(_ id: String, _ engine: EngineClient) async throws -> Int32 {
    let document = try await engine.document(EngineRequest(.get, "/exec/\(id)/json"))
    return Int32(truncatingIfNeeded: document["ExitCode"]?.int ?? 0)
  }
}
