import Basics
import ContentStore
import HTTPServer
import OCI
import Synchronization

extension RegistryService {
  /// Begins an upload; or finishes one at once, by a mount or with the whole content in the request.
  func beginUpload(
    in repository: Repository, _ request: HTTPRequest
  ) async throws(RegistryFailure) -> HTTPReply {
    if let mounted = try mount(into: repository, request) { return mounted }
    let wanted = try request.query["digest"].map { text throws(RegistryFailure) in try digest(text) }
    let upload = try run { () throws(StoreError) in
      try store.beginUpload(in: repository, startedAt: options.now().wholeSecondText)
    }
    sessions.withLock { $0[upload.id] = upload }
    guard let wanted else { return progress(of: upload, status: 202) }
    let claim = try await receive(request, into: upload)
    return try finish(upload, as: wanted, by: claim)
  }

  private func mount(into repository: Repository, _ request: HTTPRequest) throws(RegistryFailure)
    -> HTTPReply?
  {
    guard let text = request.query["mount"], let digest = try? Digest(parsing: text),
      let from = request.query["from"].flatMap({ try? Repository(parsing: $0) }),
      try share(digest, of: from, with: repository)
    else { return nil }
    return created(digest, in: repository)
  }

  private func share(
    _ digest: Digest, of source: Repository, with repository: Repository
  ) throws(RegistryFailure) -> Bool {
    try run { () throws(StoreError) in
      guard try store.hasBlob(digest, in: source) else { return false }
      return try store.addBlob(digest, to: repository)
    }
  }

  /// One request on a session that was begun earlier.
  func upload(
    _ repository: Repository, _ id: String, _ request: HTTPRequest
  ) async throws(RegistryFailure) -> HTTPReply {
    try allow(request, "GET", "HEAD", "PATCH", "PUT", "DELETE")
    let upload = try session(id, repository)
    switch request.method {
    case "PATCH":
      try checkOffset(of: request, upload)
      _ = try await receive(request, into: upload)
      return progress(of: upload, status: 202)
    case "PUT":
      guard let text = request.query["digest"] else { throw .digestInvalid("the digest is missing") }
      let digest = try digest(text)
      try checkOffset(of: request, upload)
      let claim = try await receive(request, into: upload)
      return try finish(upload, as: digest, by: claim)
    case "DELETE":
      try run { () throws(StoreError) in try store.cancel(upload) }
      forget(upload)
      return HTTPReply(204)
    default: return progress(of: upload, status: 204)
    }
  }

  private func session(_ text: String, _ repository: Repository) throws(RegistryFailure) -> Upload {
    guard let id = UploadID(text) else { throw .uploadUnknown }
    if let open = sessions.withLock({ $0[id] }) {
      guard open.repository == repository else { throw .uploadUnknown }
      return open
    }
    let upload = try run { () throws(StoreError) in try store.resumeUpload(id, in: repository) }
    return sessions.withLock { sessions in
      if let open = sessions[id] { return open }
      sessions[id] = upload
      return upload
    }
  }

  /// A piece that names its place must begin where the upload ends.
  private func checkOffset(of request: HTTPRequest, _ upload: Upload) throws(RegistryFailure) {
    guard let field = request.headers["Content-Range"] else { return }
    let text = field.hasPrefix("bytes ") ? field.dropFirst(6) : field[...]
    guard let start = text.split(separator: "-").first.flatMap({ Int($0) }), start == upload.size else {
      throw RegistryFailure.rangeInvalid.with("Location", location(of: upload))
        .with("Range", range(of: upload))
    }
  }

  private func receive(
    _ request: HTTPRequest, into upload: Upload
  ) async throws(RegistryFailure) -> Upload.Claim {
    let announced = request.headers["Content-Length"].flatMap { Int($0) } ?? 0
    try requireRoom(for: announced, in: upload)
    let claim = upload.claim()
    do {
      try await unsafe request.body.drain { bytes in
        try requireRoom(for: bytes.count, in: upload)
        try unsafe upload.append(bytes, by: claim)
      }
      return claim
    } catch let failure as RegistryFailure {
      throw failure
    } catch let error as StoreError {
      throw RegistryFailure(error)
    } catch {
      throw .uploadBroken
    }
  }

  /// Ends an upload that grows beyond what the registry takes.
  private func requireRoom(for count: Int, in upload: Upload) throws(RegistryFailure) {
    guard let limit = options.blobLimit, count > limit - upload.size else { return }
    try run { () throws(StoreError) in try store.cancel(upload) }
    forget(upload)
    throw .blobTooLong(limit: limit)
  }

  private func finish(
    _ upload: Upload, as digest: Digest, by claim: Upload.Claim
  ) throws(RegistryFailure) -> HTTPReply {
    defer { forget(upload) }
    try run { () throws(StoreError) in try store.commit(upload, as: digest, by: claim) }
    return created(digest, in: upload.repository)
  }

  private func forget(_ upload: Upload) {
    _ = sessions.withLock { $0.removeValue(forKey: upload.id) }
  }

  private func digest(_ text: String) throws(RegistryFailure) -> Digest {
    do {
      return try Digest(parsing: text)
    } catch {
      throw .digestInvalid("\(error)")
    }
  }

  private func created(_ digest: Digest, in repository: Repository) -> HTTPReply {
    HTTPReply(
      201,
      headers: [
        "Docker-Content-Digest": digest.description, "Location": "/v2/\(repository)/blobs/\(digest)",
      ])
  }

  private func progress(of upload: Upload, status: Int) -> HTTPReply {
    HTTPReply(
      status,
      headers: [
        "Docker-Upload-Uuid": upload.id.description, "Location": location(of: upload),
        "Range": range(of: upload),
      ])
  }

  private func location(of upload: Upload) -> String {
    "/v2/\(upload.repository)/blobs/uploads/\(upload.id)"
  }

  /// The bytes received, last one included; clients expect `0-0` of an empty upload.
  private func range(of upload: Upload) -> String { "0-\(max(0, upload.size - 1))" }
}
