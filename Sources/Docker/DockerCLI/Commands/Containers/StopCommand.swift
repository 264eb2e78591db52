import DockerAPI
import EngineClient

/// `docker stop`.
enum StopCommand: DockerCommand {
  static let specification = CommandSpecification(
    summary: "Stop one or more running containers",
    usage: "[OPTIONS] CONTAINER [CONTAINER...]", arguments: .atLeast(1),
    aliases: ["docker container stop", "docker stop"],
    flags: [
      Flag("signal", "s", .string, "Signal to send to the container"),
      Flag("time", nil, .integer, "Seconds to wait before killing the container").renamed("timeout"),
      Flag("timeout", "t", .integer, "Seconds to wait before killing the container"),
    ])

  static func run(_ call: Invocation) async throws -> Int32 {
    let engine = try await call.engine()
    return await call.forEachName { name in
      try await engine.send(EngineRequest(.post, "/containers/\(name)/stop", query: query(call, engine)))
      call.printLine(name)
    }
  }

  /// The time to wait and the signal to send, which `restart` takes too.
  static func query(_ call: Invocation, _ engine: EngineClient) -> [(name: String, value: String)] {
    var query: [(name: String, value: String)] = []
    if let seconds = call.arguments.integer("timeout") { query.append(("t", "\(seconds)")) }
    // Docker leaves it out where the engine would not know it.
    if let signal = call.arguments.string("signal"), engine.version.map({ $0 >= APIVersion(1, 42) }) ?? true {
      query.append(("signal", signal))
    }
    return query
  }
}
