import Basics
import EngineClient
import OCI

/// `docker commit`.
enum CommitCommand: DockerCommand {
  static let specification = CommandSpecification(
    summary: "Create a new image from a container's changes",
    usage: "[OPTIONS] CONTAINER [REPOSITORY[:TAG]]", arguments: .between(1, 2),
    aliases: ["docker container commit", "docker commit"],
    flags: [
      Flag("author", "a", .string, "Author (e.g., \"John Hannibal Smith <hannibal@a-team.com>\")"),
      Flag("change", "c", .list, "Apply Dockerfile instruction to the created image"),
      Flag("message", "m", .string, "Commit message"),
      Flag("pause", "p", .bool, "Pause container during commit (default true)"),
    ])

  static func run(_ call: Invocation) async throws -> Int32 {
    var query: [(name: String, value: String)] = [
      ("author", call.arguments.string("author") ?? ""), ("comment", call.arguments.string("message") ?? ""),
      ("container", call.name(0)),
    ]
    if call.names.count > 1, !call.name(1).isEmpty {
      let named = try ImageName.parse(call.name(1))
      guard named.digest == nil else {
        throw CommandFailure("refusing to create a tag with a digest reference")
      }
      let reference = named.withDefaultTag
      query += [("repo", reference.name), ("tag", reference.tag?.name ?? "latest")]
    }
    for change in call.arguments.list("change") { query.append(("changes", change)) }
    if !call.arguments.bool("pause", default: true) { query.append(("pause", "0")) }
    let reply = try await call.engine().document(EngineRequest(.post, "/commit", query: query))
    call.printLine(reply["Id"]?.string ?? "")
    return 0
  }
}
