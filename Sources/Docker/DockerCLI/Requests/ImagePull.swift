import EngineClient
import OCI

/// The pull of an image, with its progress.
struct ImagePull {
  let reference: Reference
  let platform: String?
  let engine: EngineClient
  let credentials: Credentials

  func run(showingProgressOn output: any OutputChannel) async throws {
    var query = [(name: "fromImage", value: reference.name)]
    if let version = reference.digest?.description ?? reference.tag?.description {
      query.append(("tag", version))
    }
    if let platform { query.append(("platform", platform)) }
    let request = EngineRequest(
      .post, "/images/create", query: query,
      headers: [("X-Registry-Auth", credentials.header(for: reference.domain))])
    try await engine.withReply(to: request) { reply in
      try await reply.requireSuccess()
      try await ProgressDisplay.show(&reply, on: output)
    }
  }
}
