import EngineClient

/// `docker export`.
enum ExportCommand: DockerCommand {
  static let specification = CommandSpecification(
    summary: "Export a container's filesystem as a tar archive", usage: "[OPTIONS] CONTAINER",
    arguments: .exactly(1), aliases: ["docker container export", "docker export"],
    flags: [Flag("output", "o", .string, "Write to a file, instead of STDOUT")])

  static func run(_ call: Invocation) async throws -> Int32 {
    let file = call.arguments.string("output")
    guard file != nil || call.environment.output.terminal == nil else {
      throw CommandFailure("cowardly refusing to save to a terminal. Use the -o flag or redirect")
    }
    let request = EngineRequest(.get, "/containers/\(call.name(0))/export")
    try await OutputFile(file, failure: "failed to export container").receive(request, call)
    return 0
  }
}
