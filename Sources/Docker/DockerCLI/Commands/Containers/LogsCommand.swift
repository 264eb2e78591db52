import Basics
import DockerAPI
import EngineClient

/// `docker logs`.
enum LogsCommand: DockerCommand {
  static let specification = CommandSpecification(
    summary: "Fetch the logs of a container",
    usage: "[OPTIONS] CONTAINER", arguments: .exactly(1),
    aliases: ["docker container logs", "docker logs"],
    flags: [
      Flag("details", nil, .bool, "Show extra details provided to logs"),
      Flag("follow", "f", .bool, "Follow log output"),
      Flag(
        "since", nil, .string,
        "Show logs since timestamp (e.g. \"2013-01-02T13:23:37Z\") or relative (e.g. "
          + "\"42m\" for 42 minutes)"),
      Flag("tail", "n", .string, "Number of lines to show from the end of the logs (default \"all\")"),
      Flag("timestamps", "t", .bool, "Show timestamps"),
      Flag(
        "until", nil, .string,
        "Show logs before a timestamp (e.g. \"2013-01-02T13:23:37Z\") or relative "
          + "(e.g. \"42m\" for 42 minutes)"),
    ])

  static func run(_ call: Invocation) async throws -> Int32 {
    let engine = try await call.engine()
    let container: ContainerInspection = try await engine.get("/containers/\(call.name(0))/json")
    let request = EngineRequest(.get, "/containers/\(container.id)/logs", query: try query(call))
    try await engine.withReply(to: request) { reply in
      try await reply.requireSuccess()
      try await ContainerOutput(isTerminal: container.config.hasTerminal, environment: call.environment)
        .copy(&reply)
    }
    return 0
  }

  private static func query(_ call: Invocation) throws -> [(name: String, value: String)] {
    let arguments = call.arguments
    var query = [(name: "stdout", value: "1"), ("stderr", "1"), ("tail", arguments.string("tail") ?? "all")]
    for (flag, name) in [("follow", "follow"), ("timestamps", "timestamps"), ("details", "details")]
    where arguments.bool(flag) {
      query.append((name, "1"))
    }
    for name in ["since", "until"] {
      guard let text = arguments.string(name) else { continue }
      query.append((name, try TimeArgument.parameter(text, option: name, now: call.environment.now())))
    }
    return query
  }
}
