import DockerAPI
import EngineClient

/// `docker image inspect`.
enum ImageInspectCommand: DockerCommand {
  static let specification = CommandSpecification(
    summary: "Display detailed information on one or more images",
    usage: "[OPTIONS] IMAGE [IMAGE...]", arguments: .atLeast(1),
    flags: [
      Flag("format", "f", .string, HelpText.inspectFormat),
      Flag(
        "platform", nil, .string,
        "Inspect a specific platform of the multi-platform image.\nIf the image or the "
          + "server is not multi-platform capable, the command will error out if the "
          + "platform does not match.\n'os[/arch[/variant]]': Explicit platform (eg. "
          + "linux/amd64)", requires: APIVersion(1, 49)),
    ])

  static func run(_ call: Invocation) async throws -> Int32 {
    let engine = try await call.engine()
    return try await Inspection.run(call) { name in
      // Docker does not ask for nothing.
      guard !name.isEmpty else { throw CommandFailure("Error: No such image: ") }
      return try await engine.document(Inspection.request(for: .image, name, showsSize: false))
    }
  }
}
