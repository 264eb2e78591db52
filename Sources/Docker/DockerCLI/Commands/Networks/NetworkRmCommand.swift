import EngineClient

/// `docker network rm`.
enum NetworkRmCommand: DockerCommand {
  static let specification = CommandSpecification(
    summary: "Remove one or more networks",
    usage: "NETWORK [NETWORK...]", arguments: .atLeast(1),
    aliases: ["docker network rm", "docker network remove"],
    flags: [
      Flag("force", "f", .bool, "Do not error if the network does not exist")
    ])

  static func run(_ call: Invocation) async throws -> Int32 {
    let engine = try await call.engine()
    let isForced = call.arguments.bool("force")
    let exitCode = await call.forEachName("network") { name in
      do {
        try await engine.send(EngineRequest(.get, "/networks/\(name)"))
        try await engine.send(EngineRequest(.delete, "/networks/\(name)"))
        call.printLine(name)
      } catch let error as EngineClientError where isForced && error.status == 404 {
        return
      }
    }
    // The second line is docker's own, an oversight that scripts may know.
    if exitCode != 0 { call.complain("exit status 1") }
    return exitCode
  }
}
