import EngineClient

/// `docker container inspect`.
enum ContainerInspectCommand: DockerCommand {
  static let specification = CommandSpecification(
    summary: "Display detailed information on one or more containers",
    usage: "[OPTIONS] CONTAINER [CONTAINER...]", arguments: .atLeast(1),
    flags: [
      Flag("format", "f", .string, HelpText.inspectFormat),
      Flag("size", "s", .bool, "Display total file sizes"),
    ])

  static func run(_ call: Invocation) async throws -> Int32 {
    let engine = try await call.engine()
    return try await Inspection.run(call) { name in
      try await engine.document(
        Inspection.request(for: .container, name, showsSize: call.arguments.bool("size")))
    }
  }
}
