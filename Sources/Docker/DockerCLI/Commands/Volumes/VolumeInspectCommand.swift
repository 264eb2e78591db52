import EngineClient

/// `docker volume inspect`.
enum VolumeInspectCommand: DockerCommand {
  static let specification = CommandSpecification(
    summary: "Display detailed information on one or more volumes",
    usage: "[OPTIONS] VOLUME [VOLUME...]", arguments: .atLeast(1),
    flags: [
      Flag("format", "f", .string, HelpText.inspectFormat)
    ])

  static func run(_ call: Invocation) async throws -> Int32 {
    let engine = try await call.engine()
    return try await Inspection.run(call) { name in
      try await engine.document(Inspection.request(for: .volume, name, showsSize: false))
    }
  }
}
