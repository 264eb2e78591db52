import DockerAPI
import EngineClient

/// `docker stop`.
enum StopCommand: DockerCommand {
  static let specification = CommandSpecification(
    summary: "Stop one or more running containers",
    usage: "[OPTIONS] CONTAINER [CONTAINER...]", arguments: .atLeast(1),
    aliases: ["docker container stop", "docker stop"],
    flags: flags)

  /// The options of `restart`, too.
  static let flags = [
    Flag("signal", "s", .string, "Signal to send to the container"),
    Flag("time", nil, .integer, "Seconds to wait before killing the container").renamed("timeout"),
    Flag("timeout", "t", .integer, "Seconds to wait before killing the container"),
  ]

  static func run(_ call: Invocation) async throws -> Int32 {
    try await call.forEachContainer(post: "stop") { query(call, $0) }
  }

  /// The time to wait and the signal to send.
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
