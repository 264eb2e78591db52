import Basics
import ContentStore
import HTTPServer
import OCI

/// An error as the distribution API tells it: a status and a JSON body.
package struct RegistryFailure: Error, Equatable, Sendable {
  let status: Int
  package let code: String
  package let message: String
  package let detail: JSONValue
  var headers = HTTPFields()

  private init(_ status: Int, _ code: String, _ message: String, _ detail: JSONValue = .null) {
    self.status = status
    self.code = code
    self.message = message
    self.detail = detail
  }

  func with(_ name: String, _ value: String) -> Self {
    var copy = self
    copy.headers.add(name, value)
    return copy
  }

  var body: JSONValue {
    ["errors": [["code": .string(code), "message": .string(message), "detail": detail]]]
  }

  static func nameInvalid(_ name: String) -> Self {
    Self(400, "NAME_INVALID", "invalid repository name", ["name": .string(name)])
  }

  static func nameUnknown(_ repository: Repository) -> Self {
    Self(404, "NAME_UNKNOWN", "repository name not known to registry", ["name": .string(repository.path)])
  }

  static func tagInvalid(_ tag: String) -> Self {
    Self(400, "TAG_INVALID", "manifest tag did not match URI", ["tag": .string(tag)])
  }

  static func digestInvalid(_ detail: String) -> Self {
    Self(400, "DIGEST_INVALID", "provided digest did not match uploaded content", .string(detail))
  }

  static func manifestUnknown(_ repository: Repository, _ name: Route.ManifestName) -> Self {
    let detail: JSONValue =
      switch name {
      case .tag(let tag): ["Tag": .string(tag.name)]
      case .digest(let digest): ["Name": .string(repository.path), "Revision": .string(digest.description)]
      }
    return Self(404, "MANIFEST_UNKNOWN", "manifest unknown", detail)
  }

  static func manifestInvalid(_ reason: String, status: Int = 400) -> Self {
    Self(status, "MANIFEST_INVALID", "manifest invalid", .string(reason))
  }

  static func manifestBlobUnknown(_ digest: Digest) -> Self {
    Self(400, "MANIFEST_BLOB_UNKNOWN", "blob unknown to registry", ["digest": .string(digest.description)])
  }

  static func blobUnknown(_ digest: Digest) -> Self {
    Self(404, "BLOB_UNKNOWN", "blob unknown to registry", .string(digest.description))
  }

  static func manifestTooLong(limit: Int) -> Self {
    .manifestInvalid("a manifest may have \(limit) bytes", status: 413)
  }

  static func sizeInvalid(_ detail: String) -> Self {
    Self(400, "SIZE_INVALID", "provided length did not match content length", .string(detail))
  }

  static func blobTooLong(limit: Int) -> Self {
    Self(
      413, "SIZE_INVALID", "a blob may have \(limit) bytes in this registry",
      ["limit": .number(String(limit))])
  }

  /// Too many ask for too much at once.
  static let busy = Self(429, "TOOMANYREQUESTS", "too many requests").with("Retry-After", "1")

  static let uploadUnknown = Self(404, "BLOB_UPLOAD_UNKNOWN", "blob upload unknown to registry")

  static let uploadBroken = Self(400, "BLOB_UPLOAD_INVALID", "blob upload invalid", "the body ended early")

  static let uploadSuperseded = Self(
    400, "BLOB_UPLOAD_INVALID", "blob upload invalid", "another request goes on with this upload")

  static let rangeInvalid = Self(416, "RANGE_INVALID", "invalid content range")

  static let pageInvalid = Self(400, "PAGINATION_NUMBER_INVALID", "invalid number of results requested")

  static func unsupported(allow: String) -> Self {
    Self(405, "UNSUPPORTED", "The operation is unsupported.").with("Allow", allow)
  }

  static func unknown(_ reason: String) -> Self {
    Self(500, "UNKNOWN", "unknown error", .string(reason))
  }

  init(_ error: StoreError) {
    switch error {
    case .missing(let digest): self = .blobUnknown(digest)
    case .wrongDigest(_, let found): self = .digestInvalid("the content is \(found)")
    case .unknownUpload: self = .uploadUnknown
    case .superseded: self = .uploadSuperseded
    case .damaged: self = .unknown(error.summary.en)
    // The path in the error is nobody's business but that of whoever runs the registry.
    case .system(let error): self = .unknown("\(error.operation): \(error.reason)")
    }
  }
}
