import Basics
import HTTPServer
import OCI

/// The distribution API over the bundled images, read only: what a pull asks for, and nothing else.
struct HubService: Sendable {
  let bundle: BundledImages

  var http: HTTPService {
    HTTPService { request in reply(to: request) }
  }

  private func reply(to request: HTTPRequest) -> HTTPReply {
    guard ["GET", "HEAD"].contains(request.method), request.path.hasPrefix("/v2/") else {
      return Self.failure(404, "UNSUPPORTED", "the operation is unsupported")
    }
    let path = request.path.dropFirst(4).split(separator: "/").map(String.init)
    guard path.count >= 3 else { return .text(200, "{}", type: "application/json") }
    let repository = path.dropLast(2).joined(separator: "/")
    let entries = bundle.entries.filter { $0.name.repository.path == repository }
    guard !entries.isEmpty else {
      return Self.failure(404, "NAME_UNKNOWN", "repository name not known to registry")
    }
    switch path[path.count - 2] {
    case "manifests": return manifest(path[path.count - 1], of: entries)
    case "blobs": return blob(path[path.count - 1])
    default: return tags(of: repository, entries)
    }
  }

  private func manifest(_ selector: String, of entries: [BundledImages.Entry]) -> HTTPReply {
    let entry = entries.first { $0.name.tag?.name == selector || $0.manifest.digest.description == selector }
    guard let manifest = entry?.manifest, let bytes = try? bundle.bytes(of: manifest.digest) else {
      return Self.failure(404, "MANIFEST_UNKNOWN", "manifest unknown")
    }
    return Self.content(bytes, type: manifest.mediaType.rawValue, digest: manifest.digest)
  }

  private func blob(_ text: String) -> HTTPReply {
    guard let digest = try? Digest(parsing: text), let bytes = try? bundle.bytes(of: digest) else {
      return Self.failure(404, "BLOB_UNKNOWN", "blob unknown to registry")
    }
    return Self.content(bytes, type: "application/octet-stream", digest: digest)
  }

  private func tags(of repository: String, _ entries: [BundledImages.Entry]) -> HTTPReply {
    let tags = entries.compactMap(\.name.tag).sorted().map { JSONValue.string($0.name) }
    let document: JSONValue = ["name": .string(repository), "tags": .array(tags)]
    return .text(200, document.text(), type: "application/json")
  }

  private static func content(_ bytes: [UInt8], type: String, digest: Digest) -> HTTPReply {
    HTTPReply(
      200, headers: ["Content-Type": type, "Docker-Content-Digest": digest.description],
      body: .bytes(bytes))
  }

  private static func failure(_ status: Int, _ code: String, _ message: String) -> HTTPReply {
    let document: JSONValue = ["errors": [["code": .string(code), "message": .string(message)]]]
    return .text(status, document.text(), type: "application/json")
  }
}
