import Basics
import ContentStore
import HTTPClient
import HTTPServer
import OCI
import Synchronization
import TestSupport

@testable import Registry

/// A registry over an empty folder, on a free loopback port.
struct RegistryFixture {
  let folder: ScratchFolder
  let port: Int
  let store: ContentStore
  let client = HTTPClient()
  let records: Records
  let notices: Notices

  /// What the registry reported of its requests.
  final class Records: Sendable {
    private let kept = Mutex<[AccessRecord]>([])

    func add(_ record: AccessRecord) { kept.withLock { $0.append(record) } }
    var all: [AccessRecord] { kept.withLock { $0 } }

    /// The records once there are so many: a client can have its answer before the server has written it down.
    func all(of count: Int) async throws -> [AccessRecord] {
      let deadline = ContinuousClock.now + .seconds(60)
      while all.count < count, ContinuousClock.now < deadline { try await Task.sleep(for: .milliseconds(2)) }
      return all
    }
  }

  /// What the store found wrong on its disk.
  final class Notices: Sendable {
    private let kept = Mutex<[StoreNotice]>([])

    func add(_ notice: StoreNotice) { kept.withLock { $0.append(notice) } }
    var all: [StoreNotice] { kept.withLock { $0 } }
  }

  /// So late that every file there is counts as settled, and replies are kept at once.
  static var settledNow: Timestamp { Timestamp.now().advanced(by: .seconds(3600)) }

  /// Runs another registry over the same folder.
  func besideAnother(_ body: (Self) async throws -> Void) async throws {
    try await Self.run(in: folder, body)
  }

  static func run(
    allowsDelete: Bool = true, configure: (inout RegistryService.Options) -> Void = { _ in },
    _ body: (Self) async throws -> Void
  ) async throws {
    try await run(
      in: ScratchFolder(),
      configure: { options in
        options.allowsDelete = allowsDelete
        configure(&options)
      }, body)
  }

  /// Runs a registry over a folder that may hold something already.
  static func run(
    in folder: ScratchFolder, probe: DiskProbe? = nil,
    configure: (inout RegistryService.Options) -> Void = { _ in }, _ body: (Self) async throws -> Void
  ) async throws {
    let records = Records()
    let notices = Notices()
    let store = ContentStore(root: "\(folder.path)/store", probe: probe) { notices.add($0) }
    var options = RegistryService.Options { Timestamp(seconds: 1_795_449_867, nanoseconds: 120) }
    options.observe = { records.add($0) }
    configure(&options)
    let loops = ServerLoops()
    let server = try await HTTPServer.start(
      RegistryService(store: store, options: options).http, at: .tcp(host: "127.0.0.1", port: 0), on: loops,
      options: ServerOptions { 1_795_449_867 })
    let fixture = Self(
      folder: folder, port: server.port ?? 0, store: store, records: records, notices: notices)
    var failure: (any Error)?
    do { try await body(fixture) } catch { failure = error }
    await server.shutdown()
    await loops.shutdown()
    if let failure { throw failure }
  }

  /// Sends a request; `path` may also be the `Location` of an earlier reply.
  func send(
    _ method: String, _ path: String, _ headers: [(name: String, value: String)] = [],
    body: ClientRequest.Upload = .none
  ) async throws -> ClientReply {
    var request = ClientRequest(method, "http://127.0.0.1:\(port)\(path)", headers: headers)
    request.body = body
    return try await client.send(request)
  }

  /// Pushes content in one request and gives its descriptor.
  func pushBlob(
    _ text: String, to name: String, type: MediaType = .ociLayerGzip
  ) async throws -> Descriptor {
    let bytes = Array(text.utf8)
    let digest = Digest.sha256(of: bytes)
    _ = try await send("POST", "/v2/\(name)/blobs/uploads/?digest=\(digest)", body: .bytes(bytes))
    return Descriptor(mediaType: type, size: bytes.count, digest: digest)
  }

  /// Pushes a tiny image and gives its manifest's bytes.
  func pushImage(_ name: String, tag: String) async throws -> [UInt8] {
    let layer = try await pushBlob("layer of \(name)", to: name)
    let config = try await pushBlob("{}", to: name, type: .ociConfig)
    let bytes = try Manifest(mediaType: .ociManifest, config: config, layers: [layer]).dockerBytes()
    _ = try await send(
      "PUT", "/v2/\(name)/manifests/\(tag)", [("Content-Type", MediaType.ociManifest.rawValue)],
      body: .bytes(bytes))
    return bytes
  }
}
