import EngineClient

/// `docker network inspect`.
enum NetworkInspectCommand: DockerCommand {
  static let specification = CommandSpecification(
    summary: "Display detailed information on one or more networks",
    usage: "[OPTIONS] NETWORK [NETWORK...]", arguments: .atLeast(1),
    flags: [
      Flag("format", "f", .string, HelpText.inspectFormat),
      Flag("verbose", "v", .bool, "Verbose output for diagnostics"),
    ])

  static func run(_ call: Invocation) async throws -> Int32 {
    let engine = try await call.engine()
    return try await Inspection.run(call) { name in
      try await engine.document(Inspection.request(for: .network, name, showsSize: false))
    }
  }
}
