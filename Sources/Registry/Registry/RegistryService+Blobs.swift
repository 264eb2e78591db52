import Basics
import ContentStore
import HTTPServer
import OCI

extension RegistryService {
  func blob(
    _ repository: Repository, _ digest: Digest, _ request: HTTPRequest
  ) throws(RegistryFailure) -> HTTPReply {
    switch request.method {
    case "GET", "HEAD": return try getBlob(repository, digest, request)
    case "DELETE":
      guard options.allowsDelete else { throw .unsupported(allow: "GET, HEAD") }
      let removed = try run { () throws(StoreError) in try store.removeBlob(digest, from: repository) }
      guard removed else { throw .blobUnknown(digest) }
      return HTTPReply(202)
    default: throw .unsupported(allow: "DELETE, GET, HEAD")
    }
  }

  private func getBlob(
    _ repository: Repository, _ digest: Digest, _ request: HTTPRequest
  ) throws(RegistryFailure) -> HTTPReply {
    guard let content = try content(of: digest, in: repository, request) else { throw .blobUnknown(digest) }
    let entityTag = "\"\(digest)\""
    if request.alreadyHas(entityTag) { return HTTPReply(304, headers: ["Etag": entityTag]) }
    let stored = try run { () throws(StoreError) in try store.open(content) }
    let file = OpenFile(descriptor: stored.descriptor, size: stored.size, owner: stored)
    let headers: HTTPFields = [
      "Accept-Ranges": "bytes", "Cache-Control": "max-age=31536000",
      "Content-Type": "application/octet-stream", "Docker-Content-Digest": digest.description,
      "Etag": entityTag,
    ]
    switch ByteRanges.parse(request.headers["Range"], size: file.size) {
    case .whole: return HTTPReply(200, headers: headers, body: .file(file, 0..<file.size))
    case .parts(let ranges): return Self.partial(file, ranges, headers)
    case .unsatisfiable:
      throw RegistryFailure.rangeInvalid.with("Content-Range", "bytes */\(file.size)")
    }
  }

  /// What a repository has under a digest; who only asks whether it is there may count on it for a while.
  private func content(
    of digest: Digest, in repository: Repository, _ request: HTTPRequest
  ) throws(RegistryFailure) -> Digest? {
    try run { () throws(StoreError) in
      if request.isHead, !(try store.refresh(digest, in: repository)) { return nil }
      if let content = try store.content(of: digest, in: repository) { return content }
      guard try store.hasManifest(digest, in: repository) else { return nil }
      // Wherever it is asked for, a manifest is not given with other bytes than its digest says.
      _ = try store.read(digest, limit: Self.manifestLimit)
      return digest
    }
  }

  private static func partial(_ file: OpenFile, _ ranges: [Range<Int>], _ headers: HTTPFields) -> HTTPReply {
    var headers = headers
    if let range = ranges.first, ranges.count == 1 {
      headers["Content-Range"] = contentRange(range, file.size)
      return HTTPReply(206, headers: headers, body: .file(file, range))
    }
    let boundary = UploadID().description
    let heads = ranges.map { range in
      "\r\n--\(boundary)\r\nContent-Type: application/octet-stream\r\n"
        + "Content-Range: \(contentRange(range, file.size))\r\n\r\n"
    }
    let end = "\r\n--\(boundary)--\r\n"
    let length = heads.map(\.utf8.count).reduce(end.utf8.count, +) + ranges.map(\.count).reduce(0, +)
    headers["Content-Type"] = "multipart/byteranges; boundary=\(boundary)"
    headers["Content-Length"] = String(length)
    return .stream(206, headers: headers) { writer in
      for (head, range) in zip(heads, ranges) {
        try await writer.write(head)
        try await writer.write(file, range)
      }
      try await writer.write(end)
    }
  }

  private static func contentRange(_ range: Range<Int>, _ size: Int) -> String {
    "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(size)"
  }
}
