import DockerAPI
import EngineClient
import OCI

/// `docker push`.
enum PushCommand: DockerCommand {
  static let specification = CommandSpecification(
    summary: "Upload an image to a registry",
    usage: "[OPTIONS] NAME[:TAG]", arguments: .exactly(1),
    aliases: ["docker image push", "docker push"],
    flags: [
      Flag("all-tags", "a", .bool, "Push all tags of an image to the repository"),
      Flag("disable-content-trust", nil, .bool, "Skip image signing (default true)"),
      Flag(
        "platform", nil, .string,
        "Push a platform-specific manifest as a single-platform image to the "
          + "registry.\nImage index won't be pushed, meaning that other manifests, "
          + "including attestations won't be preserved.\n'os[/arch[/variant]]': Explicit "
          + "platform (eg. linux/amd64)", requires: APIVersion(1, 46)),
      Flag("quiet", "q", .bool, "Suppress verbose output"),
    ])

  static func run(_ call: Invocation) async throws -> Int32 {
    let isQuiet = call.arguments.bool("quiet")
    let reference = try target(call, isQuiet: isQuiet)
    guard reference.digest == nil else { throw CommandFailure("cannot push a digest reference") }
    let header = Credentials(folder: call.configFolder).header(for: reference.domain)
    let request = EngineRequest(
      .post, "/images/\(reference.name)/push", query: reference.tag.map { [("tag", $0.description)] } ?? [],
      headers: [("X-Registry-Auth", header)])
    let output: any OutputChannel = isQuiet ? CollectedOutput() : call.environment.output
    try await call.engine().withReply(to: request) { reply in
      try await reply.requireSuccess()
      try await ProgressDisplay.show(&reply, on: output)
    }
    if isQuiet { call.printLine(reference.familiar) }
    return 0
  }

  private static func target(_ call: Invocation, isQuiet: Bool) throws -> Reference {
    let reference = try ImageName.parse(call.name(0))
    if call.arguments.bool("all-tags") {
      guard reference.tag == nil, reference.digest == nil else {
        throw CommandFailure("tag can't be used with --all-tags/-a")
      }
      return reference
    }
    let tagged = reference.withDefaultTag
    if tagged != reference, !isQuiet { call.printLine("Using default tag: \(tagged.tag?.description ?? "")") }
    return tagged
  }
}
