import Basics
import ContentStore
import HTTPServer
import OCI

/// The OCI Distribution API over a content store.
///
/// It keeps nothing in memory that is not on disk too: a session that survives a restart goes on where it was.
package final class RegistryService: Sendable {
  /// What a registry allows.
  package struct Options: Sendable {
    /// Whether manifests, tags and blobs may be deleted; `registry:2.7.1` says no unless it is configured.
    package var allowsDelete = true
    /// Whether an index may name manifests that are not in the repository.
    package var allowsSparseIndexes = false
    /// Whether nothing may be pushed or deleted.
    package var isReadOnly = false
    /// The longest blob that may be pushed, in bytes; `nil` for any length.
    package var blobLimit: Int?
    /// Who may do what; `nil` lets everybody do everything, and costs nothing.
    package var gate: (any AccessGate)?
    /// How many requests may send blobs and manifests at once; one too many is answered 429.
    package var mostBodies = 256
    /// Seconds and nanoseconds since 1970.
    package var now: @Sendable () -> Timestamp
    /// Called after each reply has been sent.
    package var observe: (@Sendable (AccessRecord) -> Void)?

    package init(now: @escaping @Sendable () -> Timestamp) {
      self.now = now
    }
  }

  let store: ContentStore
  let options: Options
  /// At most so many files of uploads are open, and so many bodies received at once.
  let sessions = UploadSessions(most: 512)
  let bodies: Slots
  let referrersIndex = ReferrersIndex()
  let cache = ReplyCache()

  package init(store: ContentStore, options: Options) {
    self.store = store
    self.options = options
    bodies = Slots(options.mostBodies)
  }

  /// The service to give to an `HTTPServer`.
  package var http: HTTPService {
    HTTPService(blocks: true, atOnce: { self.replyAtOnce(to: $0) }) { request in await self.reply(to: request)
    }
  }

  /// Answers one request.
  package func reply(to request: HTTPRequest) async -> HTTPReply {
    let started = options.now()
    var reply: HTTPReply
    var failure: RegistryFailure?
    var visitor = Visitor.unknown
    do throws(RegistryFailure) {
      if let kept = try replyToKeep(request) {
        reply = kept
      } else {
        reply = Self.finished(try await answer(request, for: &visitor), path: request.path)
      }
    } catch {
      failure = error
      reply = Self.finished(error.reply, path: request.path)
      if error.visitor != .unknown { visitor = error.visitor }
    }
    guard let observe = options.observe else { return reply }
    let type = reply.headers["Content-Type"]
    reply.whenSent = { [options, failure, visitor] sent in
      observe(
        AccessRecord(
          request: request, visitor: visitor, sent: sent, contentType: type, failure: failure,
          started: started, ended: options.now()))
    }
    return reply
  }

  /// Adds the fields of every reply, in the order in which `registry:2.7.1` sends them.
  static func finished(_ reply: HTTPReply, path: String) -> HTTPReply {
    var reply = reply
    if path.hasPrefix("/v2/") { reply.headers["Docker-Distribution-Api-Version"] = "registry/2.0" }
    if reply.status != 301 { reply.headers["X-Content-Type-Options"] = "nosniff" }
    reply.headers = HTTPFields(reply.headers.fields.map { ($0.name, $0.value) }.sorted { $0.0 < $1.0 })
    return reply
  }

  private func answer(
    _ request: HTTPRequest, for visitor: inout Visitor
  ) async throws(RegistryFailure) -> HTTPReply {
    guard let route = try Route(path: request.path) else {
      return await options.gate?.answer(request) ?? Self.outsideAPI(request)
    }
    if let gate = options.gate {
      visitor = try await gate.admit(request, for: route.wishes(of: request))
    }
    if options.isReadOnly, route != .base { try allow(request, "GET", "HEAD") }
    switch route {
    case .base: return Self.json([:], newline: false)
    case .catalog:
      try allow(request, "GET", "HEAD")
      return try catalog(request)
    case .tags(let repository):
      try allow(request, "GET", "HEAD")
      return try tags(of: repository, request)
    case .manifest(let repository, let name): return try await manifest(repository, name, request)
    case .blob(let repository, let digest): return try blob(repository, digest, request)
    case .uploads(let repository):
      try allow(request, "POST")
      return try await beginUpload(in: repository, request)
    case .upload(let repository, let id): return try await upload(repository, id, request)
    case .referrers(let repository, let subject): return try referrers(of: subject, in: repository, request)
    }
  }

  private static func outsideAPI(_ request: HTTPRequest) -> HTTPReply {
    switch request.path {
    case "/": HTTPReply(200, headers: ["Cache-Control": "no-cache"])
    case "/v2": HTTPReply(301, headers: ["Location": "/v2/"])
    default: .text(404, "404 page not found\n")
    }
  }

  func allow(_ request: HTTPRequest, _ methods: String...) throws(RegistryFailure) {
    guard methods.contains(request.method) else {
      throw .unsupported(allow: methods.joined(separator: ", "))
    }
  }

  static func json(_ value: JSONValue, status: Int = 200, newline: Bool = true) -> HTTPReply {
    HTTPReply(
      status, headers: ["Content-Type": "application/json; charset=utf-8"],
      body: .bytes(value.utf8() + (newline ? [0x0A] : [])))
  }

  /// Runs a store operation and turns its error into the API's.
  func run<Value>(_ body: () throws(StoreError) -> Value) throws(RegistryFailure) -> Value {
    do throws(StoreError) {
      return try body()
    } catch {
      throw RegistryFailure(error)
    }
  }
}
