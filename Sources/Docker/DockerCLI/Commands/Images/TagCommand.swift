import EngineClient
import OCI

/// `docker tag`.
enum TagCommand: DockerCommand {
  static let specification = CommandSpecification(
    summary: "Create a tag TARGET_IMAGE that refers to SOURCE_IMAGE",
    usage: "SOURCE_IMAGE[:TAG] TARGET_IMAGE[:TAG]", arguments: .exactly(2),
    aliases: ["docker image tag", "docker tag"], allowsFlagsAfterArguments: false)

  static func run(_ call: Invocation) async throws -> Int32 {
    let engine = try await call.engine()
    _ = try reference(call.name(0))
    let target = try reference(call.name(1)).withDefaultTag
    guard target.digest == nil else {
      throw CommandFailure("refusing to create a tag with a digest reference")
    }
    try await engine.send(
      EngineRequest(
        .post, "/images/\(call.name(0))/tag",
        query: [("repo", target.name), ("tag", target.tag?.description ?? "")]))
    return 0
  }

  private static func reference(_ text: String) throws(CommandFailure) -> Reference {
    do throws(ReferenceError) {
      return try Reference(parsing: text)
    } catch {
      throw CommandFailure(
        "Error parsing reference: \(GoText.quoted(text)) is not a valid repository/tag: "
          + ImageName.message(error, text))
    }
  }
}
