import DockerAPI
import EngineClient

/// `docker save`.
enum SaveCommand: DockerCommand {
  static let specification = CommandSpecification(
    summary: "Save one or more images to a tar archive (streamed to STDOUT by default)",
    usage: "[OPTIONS] IMAGE [IMAGE...]", arguments: .atLeast(1),
    aliases: ["docker image save", "docker save"],
    flags: [
      Flag("output", "o", .string, "Write to a file, instead of STDOUT"),
      Flag(
        "platform", nil, .string,
        "Save only the given platform variant. Formatted as \"os[/arch[/variant]]\" (e.g., \"linux/amd64\")",
        requires: APIVersion(1, 48)),
    ])

  static func run(_ call: Invocation) async throws -> Int32 {
    let file = call.arguments.string("output")
    guard file != nil || call.environment.output.terminal == nil else {
      throw CommandFailure("cowardly refusing to save to a terminal. Use the -o flag or redirect")
    }
    let request = EngineRequest(.get, "/images/get", query: call.names.map { ("names", $0) })
    try await OutputFile(file, failure: "failed to save image").receive(request, call)
    return 0
  }
}
