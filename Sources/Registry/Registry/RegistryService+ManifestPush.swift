import Basics
import ContentStore
import HTTPServer
import OCI

extension RegistryService {
  /// Indexes may list indexes; those that lie deeper than this are not looked into.
  private static let deepestIndex = 8

  func putManifest(
    _ repository: Repository, _ name: Route.ManifestName, _ request: HTTPRequest
  ) async throws(RegistryFailure) -> HTTPReply {
    let bytes = try await bodies.occupy { () async throws(RegistryFailure) in
      try await collect(request, upTo: Self.manifestLimit)
    }
    let document = try ManifestDocument(bytes, contentType: request.headers["Content-Type"])
    let (algorithm, tags) = try target(name, request, bytes)
    let warnings = try checkContent(of: document, in: repository)
    let digest = try run { () throws(StoreError) in
      try store.putManifest(bytes, in: repository, tags: tags, algorithm: algorithm)
    }
    var reply = HTTPReply(
      201,
      headers: [
        "Docker-Content-Digest": digest.description, "Location": "/v2/\(repository)/manifests/\(digest)",
      ])
    if let subject = document.summary.subject { reply.headers["OCI-Subject"] = subject.digest.description }
    if case .digest = name { for tag in tags { reply.headers.add("OCI-Tag", tag.name) } }
    for warning in warnings { reply.headers.add("Warning", "299 - \"\(warning)\"") }
    return reply
  }

  /// By which digest a manifest is stored, and which tags will lead to it.
  ///
  /// A push by digest may name tags in its query; a push by tag may name its digest there.
  private func target(
    _ name: Route.ManifestName, _ request: HTTPRequest, _ bytes: [UInt8]
  ) throws(RegistryFailure) -> (Digest.Algorithm, [Tag]) {
    switch name {
    case .tag(let tag):
      guard let text = request.query["digest"] else { return (.sha256, [tag]) }
      return (try check(bytes, against: digest(text)), [tag])
    case .digest(let digest):
      var tags: [Tag] = []
      for text in request.query.values("tag") {
        guard let tag = try? Tag(parsing: text) else { throw .tagInvalid(text) }
        if !tags.contains(tag) { tags.append(tag) }
      }
      return (try check(bytes, against: digest), tags)
    }
  }

  private func check(_ bytes: [UInt8], against digest: Digest) throws(RegistryFailure) -> Digest.Algorithm {
    let found = Digest.of(bytes, digest.algorithm)
    guard found == digest else { throw .digestInvalid("the content is \(found)") }
    return digest.algorithm
  }

  private func collect(_ request: HTTPRequest, upTo limit: Int) async throws(RegistryFailure) -> [UInt8] {
    let announced = request.headers["Content-Length"].flatMap { Int($0) } ?? 0
    guard announced <= limit else { throw .manifestTooLong(limit: limit) }
    do {
      return try await request.body.collect(upTo: limit)
    } catch ByteStreamError.tooLong {
      throw .manifestTooLong(limit: limit)
    } catch {
      throw .manifestInvalid("the body ended early")
    }
  }

  /// What a manifest names must be in its repository, or it could never be pulled.
  ///
  /// What is there is safe from garbage collection from then on, until the manifest itself keeps it. Gives warnings about
  /// lengths that are told wrong, which clients show.
  private func checkContent(
    of document: ManifestDocument, in repository: Repository
  ) throws(RegistryFailure) -> [String] {
    var warnings: [String] = []
    for descriptor in document.summary.needed where mustBeHere(descriptor, in: document) {
      try require(descriptor, in: repository, depth: 0)
      let size = try run { () throws(StoreError) in try store.size(of: descriptor.digest) }
      guard let size, size != descriptor.size, warnings.count < 8 else { continue }
      warnings.append("\(descriptor.digest) has \(size) bytes, not \(descriptor.size) as the manifest says")
    }
    return warnings
  }

  private func mustBeHere(_ descriptor: Descriptor, in document: ManifestDocument) -> Bool {
    if document.type.isIndex { return !options.allowsSparseIndexes }
    return descriptor.urls?.isEmpty != false && !descriptor.mediaType.isNonDistributable
  }

  private func require(
    _ descriptor: Descriptor, in repository: Repository, depth: Int
  ) throws(RegistryFailure) {
    let digest = descriptor.digest
    let isThere = try run { () throws(StoreError) in try store.refresh(digest, in: repository) }
    guard isThere else { throw .manifestBlobUnknown(digest) }
    guard descriptor.mediaType.isIndex, depth < Self.deepestIndex else { return }
    let inner = try run { () throws(StoreError) in try store.read(digest, limit: Self.manifestLimit) }
    for member in (try? ManifestSummary(parsing: inner))?.manifests ?? [] {
      _ = try run { () throws(StoreError) in try store.refresh(member.digest, in: repository) }
    }
  }
}
