import OCI

/// `docker pull`.
enum PullCommand: DockerCommand {
  static let specification = CommandSpecification(
    summary: "Download an image from a registry",
    usage: "[OPTIONS] NAME[:TAG|@DIGEST]", arguments: .exactly(1),
    aliases: ["docker image pull", "docker pull"],
    flags: [
      Flag("all-tags", "a", .bool, "Download all tagged images in the repository"),
      Flag("disable-content-trust", nil, .bool, "Skip image verification (default true)"),
      Flag("platform", nil, .string, "Set platform if server is multi-platform capable"),
      Flag("quiet", "q", .bool, "Suppress verbose output"),
    ])

  static func run(_ call: Invocation) async throws -> Int32 {
    let isQuiet = call.arguments.bool("quiet")
    var reference = try ImageName.parse(call.name(0))
    if call.arguments.bool("all-tags") {
      guard reference.tag == nil, reference.digest == nil else {
        throw CommandFailure("tag can't be used with --all-tags/-a")
      }
    } else {
      let tagged = reference.withDefaultTag
      if tagged != reference, !isQuiet {
        call.printLine("Using default tag: \(tagged.tag?.description ?? "")")
      }
      reference = tagged
    }
    let pull = ImagePull(
      reference: reference, platform: call.arguments.string("platform"), engine: try await call.engine(),
      credentials: Credentials(folder: call.configFolder))
    try await pull.run(showingProgressOn: isQuiet ? CollectedOutput() : call.environment.output)
    call.printLine(reference.description)
    return 0
  }
}

/// A name of an image that the learner typed.
enum ImageName {
  static func parse(_ text: String) throws(CommandFailure) -> Reference {
    do throws(ReferenceError) {
      return try Reference(parsing: text)
    } catch {
      throw CommandFailure(message(error, text))
    }
  }

  /// Docker's words for a name it cannot read.
  static func message(_ error: ReferenceError, _ text: String) -> String {
    // A digest too short to be one at all is a matter of the format to docker, not of the digest.
    guard case .invalidDigest = error, let digits = text.split(separator: ":").last, digits.utf8.count < 32
    else {
      return error.description
    }
    return "invalid reference format"
  }
}
