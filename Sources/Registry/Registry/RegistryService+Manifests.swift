import Basics
import ContentStore
import HTTPServer
import OCI

extension RegistryService {
  /// The longest manifest, in bytes.
  static let manifestLimit = 4 * 1024 * 1024

  func manifest(
    _ repository: Repository, _ name: Route.ManifestName, _ request: HTTPRequest
  ) async throws(RegistryFailure) -> HTTPReply {
    switch request.method {
    case "GET", "HEAD": return try getManifest(repository, name, request)
    case "PUT": return try await putManifest(repository, name, request)
    case "DELETE": return try deleteManifest(repository, name)
    default: throw .unsupported(allow: "DELETE, GET, HEAD, PUT")
    }
  }

  func getManifest(
    _ repository: Repository, _ name: Route.ManifestName, _ request: HTTPRequest
  ) throws(RegistryFailure) -> HTTPReply {
    guard let digest = try resolve(name, in: repository) else { throw .manifestUnknown(repository, name) }
    let entityTag = "\"\(digest)\""
    if request.alreadyHas(entityTag) { return HTTPReply(304, headers: ["Etag": entityTag]) }
    let bytes = try run { () throws(StoreError) in try store.read(digest, limit: Self.manifestLimit) }
    let type = (try? ManifestSummary(parsing: bytes))?.type ?? .ociManifest
    return HTTPReply(
      200,
      headers: [
        "Content-Type": type.rawValue, "Docker-Content-Digest": digest.description, "Etag": entityTag,
      ], body: .bytes(bytes))
  }

  private func resolve(
    _ name: Route.ManifestName, in repository: Repository
  ) throws(RegistryFailure) -> Digest? {
    try run { () throws(StoreError) in
      switch name {
      case .tag(let tag): return try store.manifest(tagged: tag, in: repository)
      case .digest(let digest): return try store.hasManifest(digest, in: repository) ? digest : nil
      }
    }
  }

  private func deleteManifest(
    _ repository: Repository, _ name: Route.ManifestName
  ) throws(RegistryFailure) -> HTTPReply {
    guard options.allowsDelete else { throw .unsupported(allow: "GET, HEAD, PUT") }
    let removed = try run { () throws(StoreError) in
      switch name {
      case .tag(let tag): try store.removeTag(tag, from: repository)
      case .digest(let digest): try store.removeManifest(digest, from: repository)
      }
    }
    guard removed else { throw .manifestUnknown(repository, name) }
    return HTTPReply(202)
  }
}
