import EngineClient

/// `docker rename`.
enum RenameCommand: DockerCommand {
  static let specification = CommandSpecification(
    summary: "Rename a container",
    usage: "CONTAINER NEW_NAME", arguments: .exactly(2),
    aliases: ["docker container rename", "docker rename"])

  static func run(_ call: Invocation) async throws -> Int32 {
    let (old, new) = (trimmed(call.name(0)), trimmed(call.name(1)))
    guard !old.isEmpty, !new.isEmpty else {
      throw CommandFailure("Error: Neither old nor new names may be empty")
    }
    let engine = try await call.engine()
    do {
      try await engine.send(
        EngineRequest(.post, "/containers/\(old)/rename", query: [("name", new)]))
    } catch {
      throw CommandFailure(
        "\(CommandFailure.text(of: error))\nError: failed to rename container named \(old)")
    }
    return 0
  }

  private static func trimmed(_ name: String) -> String {
    String(name.drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
  }
}
