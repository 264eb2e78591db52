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
    if request.headers.list("If-None-Match", has: entityTag) {
      return HTTPReply(304, headers: ["Etag": entityTag])
    }
    let bytes = try run { () throws(StoreError) in try store.read(digest, limit: Self.manifestLimit) }
    let type = ManifestDocument.storedType(bytes)
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
      let digest: Digest? =
        switch name {
        case .tag(let tag): try store.resolve(tag, in: repository)
        case .digest(let digest): digest
        }
      guard let digest, try store.hasManifest(digest, in: repository) else { return nil }
      return digest
    }
  }

  private func putManifest(
    _ repository: Repository, _ name: Route.ManifestName, _ request: HTTPRequest
  ) async throws(RegistryFailure) -> HTTPReply {
    let bytes = try await collect(request, upTo: Self.manifestLimit)
    let document = try ManifestDocument(bytes, contentType: request.headers["Content-Type"])
    try checkContent(of: document, in: repository)
    var algorithm = Digest.Algorithm.sha256
    var tags: [Tag] = []
    switch name {
    case .tag(let tag): tags = [tag]
    case .digest(let digest):
      algorithm = digest.algorithm
      guard Digest.of(bytes, algorithm) == digest else {
        throw .digestInvalid("the content is \(Digest.of(bytes, algorithm))")
      }
    }
    let digest = try run { () throws(StoreError) in
      try store.putManifest(bytes, in: repository, tags: tags, algorithm: algorithm)
    }
    return HTTPReply(
      201,
      headers: [
        "Docker-Content-Digest": digest.description, "Location": "/v2/\(repository)/manifests/\(digest)",
      ])
  }

  private func collect(_ request: HTTPRequest, upTo limit: Int) async throws(RegistryFailure) -> [UInt8] {
    do {
      return try await request.body.collect(upTo: limit)
    } catch ByteStreamError.tooLong {
      throw .manifestInvalid("a manifest may have \(limit) bytes", status: 413)
    } catch {
      throw .manifestInvalid("the body ended early")
    }
  }

  /// What a manifest names must be in its repository, or it could never be pulled.
  private func checkContent(
    of document: ManifestDocument, in repository: Repository
  ) throws(RegistryFailure) {
    switch document.content {
    case .image(let manifest):
      let needed = [manifest.config] + manifest.layers.filter { !$0.mediaType.isNonDistributable }
      for descriptor in needed { try require(descriptor.digest, in: repository) }
    case .index(let index):
      guard !options.allowsSparseIndexes else { return }
      for child in index.manifests { try require(child.digest, in: repository) }
    }
  }

  /// Refuses a manifest whose repository has not got what it names; what it has is safe until the manifest stands.
  private func require(_ digest: Digest, in repository: Repository) throws(RegistryFailure) {
    let isThere = try run { () throws(StoreError) in try store.refresh(digest, in: repository) }
    guard isThere else { throw .manifestBlobUnknown(digest) }
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
