import DockerAPI
import EngineClient

/// `docker rmi`.
enum RmiCommand: DockerCommand {
  static let specification = CommandSpecification(
    summary: "Remove one or more images",
    usage: "[OPTIONS] IMAGE [IMAGE...]", arguments: .atLeast(1),
    aliases: ["docker image rm", "docker image remove", "docker rmi"],
    flags: [
      Flag("force", "f", .bool, "Force removal of the image"),
      Flag("no-prune", nil, .bool, "Do not delete untagged parents"),
      Flag(
        "platform", nil, .strings,
        "Remove only the given platform variant. Formatted as \"os[/arch[/variant]]\" "
          + "(e.g., \"linux/amd64\")", requires: APIVersion(1, 50)),
    ])

  static func run(_ call: Invocation) async throws -> Int32 {
    let engine = try await call.engine()
    let isForced = call.arguments.bool("force")
    var query: [(name: String, value: String)] = []
    if isForced { query.append(("force", "1")) }
    if call.arguments.bool("no-prune") { query.append(("noprune", "1")) }
    return await call.forEachName(nil) { name in
      do {
        let deletions: [ImageDeletion] = try await engine.value(
          EngineRequest(.delete, "/images/\(name)", query: query))
        for deletion in deletions {
          if let id = deletion.deleted { call.printLine("Deleted: \(id)") }
          if let name = deletion.untagged { call.printLine("Untagged: \(name)") }
        }
      } catch let error as EngineClientError where isForced && error.status == 404 {
        // With force, an image that is not there is no failure; it is only said.
        call.complain(CommandFailure.text(of: error))
      }
    }
  }
}
