import Basics
import DockerAPI
import EngineClient

/// `docker load`.
enum LoadCommand: DockerCommand {
  static let specification = CommandSpecification(
    summary: "Load an image from a tar archive or STDIN",
    usage: "[OPTIONS]", arguments: .none,
    aliases: ["docker image load", "docker load"],
    flags: [
      Flag("input", "i", .string, "Read from tar archive file, instead of STDIN"),
      Flag(
        "platform", nil, .string,
        "Load only the given platform variant. Formatted as \"os[/arch[/variant]]\" (e.g., \"linux/amd64\")",
        requires: APIVersion(1, 48)),
      Flag("quiet", "q", .bool, "Suppress the load output"),
    ])

  static func run(_ call: Invocation) async throws -> Int32 {
    let input = try UploadInput(call.arguments.string("input"), call.environment)
    guard !input.isTerminal else {
      throw CommandFailure("requested load from stdin, but stdin is empty")
    }
    let output = call.environment.output
    let isQuiet = call.arguments.bool("quiet") || output.terminal == nil
    let request = EngineRequest(
      .post, "/images/load", query: [("quiet", isQuiet ? "1" : "0")], uploadType: "application/x-tar")
    let engine = try await call.engine()
    try input.requireFile(for: request, to: engine)
    try await engine.withReply(to: request, sending: input.next) { reply in
      try await reply.requireSuccess()
      try await ProgressDisplay.show(&reply, on: output)
    }
    return 0
  }
}
