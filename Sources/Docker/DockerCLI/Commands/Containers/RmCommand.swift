import EngineClient

/// `docker rm`.
enum RmCommand: DockerCommand {
  static let specification = CommandSpecification(
    summary: "Remove one or more containers",
    usage: "[OPTIONS] CONTAINER [CONTAINER...]", arguments: .atLeast(1),
    aliases: ["docker container rm", "docker container remove", "docker rm"],
    flags: [
      Flag("force", "f", .bool, "Force the removal of a running container (uses SIGKILL)"),
      Flag("link", "l", .bool, "Remove the specified link"),
      Flag("volumes", "v", .bool, "Remove anonymous volumes associated with the container"),
    ])

  static func run(_ call: Invocation) async throws -> Int32 {
    let engine = try await call.engine()
    let isForced = call.arguments.bool("force")
    var query: [(name: String, value: String)] = []
    if isForced { query.append(("force", "1")) }
    if call.arguments.bool("link") { query.append(("link", "1")) }
    if call.arguments.bool("volumes") { query.append(("v", "1")) }
    return await call.forEachName { name in
      let trimmed = String(name.drop { $0 == "/" })
      guard !trimmed.isEmpty else { throw CommandFailure("container name cannot be empty") }
      do {
        try await engine.send(EngineRequest(.delete, "/containers/\(trimmed)", query: query))
        call.printLine(name)
      } catch let error as EngineClientError where isForced && error.status == 404 {
        // With force, a container that is not there is no failure; it is only said.
        call.complain(CommandFailure.text(of: error))
      }
    }
  }
}
