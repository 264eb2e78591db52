import EngineClient

/// `docker volume rm`.
enum VolumeRmCommand: DockerCommand {
  static let specification = CommandSpecification(
    summary: "Remove one or more volumes",
    details: "Remove one or more volumes. You cannot remove a volume that is in use by a "
      + "container.",
    usage: "[OPTIONS] VOLUME [VOLUME...]", arguments: .atLeast(1),
    aliases: ["docker volume rm", "docker volume remove"],
    flags: [
      Flag("force", "f", .bool, "Force the removal of one or more volumes")
    ])

  static func run(_ call: Invocation) async throws -> Int32 {
    let engine = try await call.engine()
    let isForced = call.arguments.bool("force")
    return await call.forEachName("volume") { name in
      try await engine.send(
        EngineRequest(.delete, "/volumes/\(name)", query: isForced ? [("force", "1")] : []))
      call.printLine(name)
    }
  }
}
