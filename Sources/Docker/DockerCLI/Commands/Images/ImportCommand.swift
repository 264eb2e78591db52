import Basics
import DockerAPI
import EngineClient

/// `docker import`.
enum ImportCommand: DockerCommand {
  static let specification = CommandSpecification(
    summary: "Import the contents from a tarball to create a filesystem image",
    usage: "[OPTIONS] file|URL|- [REPOSITORY[:TAG]]", arguments: .atLeast(1),
    aliases: ["docker image import", "docker import"],
    flags: [
      Flag("change", "c", .list, "Apply Dockerfile instruction to the created image"),
      Flag("message", "m", .string, "Set commit message for imported image"),
      Flag("platform", nil, .string, "Set platform if server is multi-platform capable"),
    ])

  static func run(_ call: Invocation) async throws -> Int32 {
    let source = call.name(0)
    let isURL = source.hasPrefix("http://") || source.hasPrefix("https://")
    var query = [(name: "fromSrc", value: isURL ? source : "-")]
    let input =
      isURL
      ? nil : try UploadInput(source == "-" ? nil : source, call.environment)
    if call.names.count > 1, !call.name(1).isEmpty {
      _ = try ImageName.parse(call.name(1))
      query.append(("repo", call.name(1)))
    }
    query += call.arguments.list("change").map { ("changes", $0) }
    if let message = call.arguments.string("message") { query.append(("message", message)) }
    if let platform = call.arguments.string("platform") { query.append(("platform", platform)) }
    guard !source.isEmpty else { throw CommandFailure("open : no such file or directory") }
    let request = EngineRequest(.post, "/images/create", query: query, uploadType: "text/plain")
    let next: @Sendable () async throws -> [UInt8]? = { try await input?.next() }
    let engine = try await call.engine()
    try input?.requireFile(for: request, to: engine)
    try await engine.withReply(to: request, sending: next) { reply in
      try await reply.requireSuccess()
      try await ProgressDisplay.show(&reply, on: call.environment.output)
    }
    return 0
  }
}
