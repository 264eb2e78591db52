import Basics
import DockerAPI
import EngineClient
import OCI

/// Creates a container, and pulls its image first when the engine has it not.
struct ContainerCreation {
  let call: Invocation
  let request: ContainerRequest
  let engine: EngineClient

  /// The new container's ID.
  func create() async throws -> String {
    try requireNoIdentifierFile()
    if request.pullPolicy == .always { try await pull() }
    for place in sharedPlaces { call.environment.files.willShare(place) }
    let reply: CreateContainerReply
    do {
      reply = try await send()
    } catch let error as EngineClientError where error.status == 404 && request.pullPolicy == .missing {
      guard let reference = request.reference else { throw error }
      if !call.arguments.bool("quiet") {
        call.complain("Unable to find image '\(reference.familiar)' locally")
      }
      try await pull()
      reply = try await send()
    }
    for warning in reply.warnings { call.complain("WARNING: \(warning)") }
    if let path = call.arguments.string("cidfile") {
      try call.environment.files.write(Array(reply.id.utf8), to: call.environment.absolutePath(path))
    }
    return reply.id
  }

  /// The paths of this computer that the container is to share.
  private var sharedPlaces: [String] {
    let host = request.body.hostConfig
    let binds = (host.binds ?? []).compactMap { $0.split(separator: ":").first.map(String.init) }
    let mounts = (host.mounts ?? []).filter { $0.type == "bind" }.compactMap(\.source)
    return (binds + mounts).filter { $0.hasPrefix("/") }
  }

  private func requireNoIdentifierFile() throws(CommandFailure) {
    guard let path = call.arguments.string("cidfile"),
      call.environment.files.kind(of: call.environment.absolutePath(path)) != nil
    else { return }
    throw CommandFailure(
      "container ID file found, make sure the other container isn't running or delete \(path)", exitCode: 125)
  }

  private func send() async throws -> CreateContainerReply {
    var query: [(name: String, value: String)] = []
    if let name = call.arguments.string("name") { query.append(("name", name)) }
    if let platform = request.platform { query.append(("platform", platform)) }
    return try await engine.value(
      EngineRequest(.post, "/containers/create", query: query, body: try JSONValue(encoding: request.body)))
  }

  private func pull() async throws {
    guard let reference = request.reference else { return }
    let pull = ImagePull(
      reference: reference, platform: request.platform, engine: engine,
      credentials: Credentials(folder: call.configFolder))
    let output: any OutputChannel = call.arguments.bool("quiet") ? CollectedOutput() : call.environment.errors
    try await pull.run(showingProgressOn: output)
  }
}
