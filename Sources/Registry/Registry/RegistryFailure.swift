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
  /// Who asked, if that is why.
  var visitor = Visitor.unknown

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

  /// The detail as `registry:2.7.1` logs it: in Go's words for its own errors and maps.
  var logDetail: String {
    if code == "MANIFEST_UNKNOWN" {
      if let tag = detail["Tag"]?.string { return "unknown tag=\(tag)" }
      let (name, revision) = (detail["Name"]?.string ?? "", detail["Revision"]?.string ?? "")
      return "unknown manifest name=\(name) revision=\(revision)"
    }
    guard let members = detail.object?.members else { return detail.string ?? detail.text() }
    let pairs = members.map { "\($0.key):\($0.value.string ?? $0.value.text())" }.sorted()
    return "map[\(pairs.joined(separator: " "))]"
  }

  /// The answer that says it.
  var reply: HTTPReply {
    var reply = RegistryService.json(body, status: status)
    for field in headers.fields { reply.headers.add(field.name, field.value) }
    return reply
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

  /// What an answer says that wants to know who asks, or that refuses who asks.
  static func unauthorized(_ wishes: [AccessWish], challenge: String) -> Self {
    Self(
      401, "UNAUTHORIZED", "authentication required",
      wishes.isEmpty ? .null : .array(wishes.flatMap(\.details))
    )
    .with("Www-Authenticate", challenge)
  }

  /// What a token server says to a wrong password; Docker shows the words to whoever tried to log in.
  static func wrongPassword(challenge: String) -> Self {
    Self(401, "UNAUTHORIZED", "incorrect username or password").with("Www-Authenticate", challenge)
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
