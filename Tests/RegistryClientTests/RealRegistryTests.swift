import Basics
import ContentStore
import HTTPServer
import OCI
import Registry
import Synchronization
import TestSupport
import Testing

@testable import RegistryClient

/// Runs `body` beside a server; `dial` of the access given to it leads every known name there.
private func withServer(
  _ service: HTTPService, insecure: [String] = ["host-a:5000"],
  credentials: RegistryAccess.Credentials? = nil,
  _ body: (RegistryClient, RegistryAccess) async throws -> Void
) async throws {
  let loops = ServerLoops()
  let server = try await HTTPServer.start(
    service, at: .tcp(host: "127.0.0.1", port: 0), on: loops, options: ServerOptions { 0 })
  let port = server.port ?? 0
  let access = RegistryAccess(insecureRegistries: insecure, credentials: credentials) { host, _ in
    switch host {
    case "nowhere": .noSuchHost
    case "stopped": .refused(address: "192.0.2.1:5000")
    default: .reachable(host: "127.0.0.1", port: port)
    }
  }
  var failure: (any Error)?
  do { try await body(RegistryClient(), access) } catch { failure = error }
  await server.shutdown()
  await loops.shutdown()
  if let failure { throw failure }
}

private func registry(in folder: ScratchFolder) -> HTTPService {
  let store = ContentStore(root: folder.path)
  return RegistryService(store: store, options: RegistryService.Options { Timestamp(seconds: 0) }).http
}

/// Content as an upload asks for it, a few bytes at a time.
private func pieces(_ bytes: [UInt8]) -> @Sendable () -> [UInt8]? {
  let rest = Pieces(bytes)
  return { rest.next() }
}

private final class Pieces: Sendable {
  private let rest: Mutex<ArraySlice<UInt8>>

  init(_ bytes: [UInt8]) { rest = Mutex(bytes[...]) }

  func next() -> [UInt8]? {
    rest.withLock { rest in
      defer { rest = rest.dropFirst(3) }
      return rest.isEmpty ? nil : Array(rest.prefix(3))
    }
  }
}

@Suite struct `The client beside a real registry` {
  @Test func `pushes an image and pulls it again from the other machine's name`() async throws {
    let folder = try ScratchFolder()
    try await withServer(registry(in: folder)) { client, access in
      let app = try await client.repository(Reference(parsing: "localhost:5000/testimage"), access: access)
      let layer = Array("a layer".utf8)
      let config = Array("{}".utf8)
      for bytes in [layer, config] {
        let digest = Digest.sha256(of: bytes)
        #expect(try await !app.hasBlob(digest))
        try await app.upload(digest, size: bytes.count, pieces: pieces(bytes))
        #expect(try await app.hasBlob(digest))
      }
      let manifest = try Manifest(
        config: Descriptor(mediaType: .dockerConfig, size: config.count, digest: .sha256(of: config)),
        layers: [Descriptor(mediaType: .dockerLayer, size: layer.count, digest: .sha256(of: layer))]
      ).dockerBytes()
      try await app.put(manifest, type: .dockerManifest, tag: Tag(parsing: "v1"))
      let other = try await client.repository(Reference(parsing: "host-a:5000/testimage"), access: access)
      let pulled = try await other.manifest("v1")
      #expect(pulled.bytes == manifest)
      #expect(pulled.type == .dockerManifest)
      #expect(try await other.blob(.sha256(of: layer), size: layer.count) == layer)
      #expect(try await other.tags().map(\.name) == ["v1"])
      #expect(try await client.catalog(of: "host-a:5000", access: access).map(\.path) == ["testimage"])
      let copy = try await client.repository(Reference(parsing: "host-a:5000/copy"), access: access)
      #expect(try await copy.mount(.sha256(of: layer), from: app.name))
      #expect(try await copy.blob(.sha256(of: layer), size: layer.count) == layer)
    }
  }

  private static let unreachable: [(String, String)] = [
    ("host-b:5000", #"Get "https://host-b:5000/v2/": http: server gave HTTP response to HTTPS client"#),
    (
      "stopped:5000", #"Get "https://stopped:5000/v2/": dial tcp 192.0.2.1:5000: connect: connection refused"#
    ),
    ("nowhere:5000", #"Get "https://nowhere:5000/v2/": dial tcp: lookup nowhere: no such host"#),
  ]

  @Test(arguments: unreachable)
  func `says in Docker's words why it reaches no registry`(domain: String, message: String) async throws {
    let folder = try ScratchFolder()
    try await withServer(registry(in: folder)) { client, access in
      let error = await #expect(throws: RegistryClientError.self) {
        try await client.repository(Reference(parsing: "\(domain)/app"), access: access)
      }
      #expect(error?.message == message)
      #expect(error?.kind == .unreachable)
    }
  }

  @Test func `says in Docker's words what the registry does not have`() async throws {
    let folder = try ScratchFolder()
    try await withServer(registry(in: folder)) { client, access in
      let app = try await client.repository(Reference(parsing: "localhost:5000/nope"), access: access)
      let noManifest = await #expect(throws: RegistryClientError.self) { try await app.manifest("latest") }
      #expect(noManifest?.kind == .manifestUnknown)
      #expect(noManifest?.message == "manifest unknown: manifest unknown")
      let noName = await #expect(throws: RegistryClientError.self) { try await app.tags() }
      #expect(noName?.message == "name unknown: repository name not known to registry")
    }
  }

  @Test func `never takes content that is not what its digest says`() async throws {
    let liar = HTTPService { _ in .text(200, "other content") }
    try await withServer(liar) { client, access in
      let app = try await client.repository(Reference(parsing: "localhost:5000/app"), access: access)
      let digest = Digest.sha256(of: "content".utf8)
      let blob = await #expect(throws: RegistryClientError.self) { try await app.blob(digest, size: 1) }
      #expect(blob?.message == "filesystem layer verification failed for digest \(digest)")
      let manifest = await #expect(throws: RegistryClientError.self) {
        try await app.manifest(digest.description)
      }
      #expect(manifest?.kind == .corrupt)
    }
  }

  private static let logins: [(RegistryAccess.Credentials?, String?)] = [
    (nil, "no basic auth credentials"),
    (.init(username: "learner", password: "wrong"), "unauthorized: authentication required"),
    (.init(username: "learner", password: "secret"), nil),
  ]

  @Test(arguments: logins)
  func `logs in with user name and password`(login: RegistryAccess.Credentials?, message: String?)
    async throws
  {
    let guarded = HTTPService { request in
      guard request.headers["Authorization"] == "Basic bGVhcm5lcjpzZWNyZXQ=" else {
        var reply = HTTPReply.text(
          401, #"{"errors":[{"code":"UNAUTHORIZED","message":"authentication required","detail":null}]}"#)
        reply.headers["Www-Authenticate"] = "Basic realm=\"r\""
        return reply
      }
      return HTTPReply(200)
    }
    try await withServer(guarded, credentials: login) { client, access in
      let app = try await client.repository(Reference(parsing: "localhost:5000/app"), access: access)
      do {
        _ = try await app.hasBlob(.sha256(of: []))
        #expect(message == nil)
      } catch {
        #expect((error as? RegistryClientError)?.message == message)
      }
    }
  }

  private static let trust: [(String, Bool)] = [
    ("localhost:5000", true), ("127.0.0.1:5000", true), ("127.9.9.9", true), ("[::1]:5000", true),
    ("host-a:5000", true), ("host-a:5001", false), ("host-b", true), ("host-b:5000", false),
    ("10.1.2.3:5000", true), ("10.2.2.3:5000", false), ("127.example:5000", false), ("docker.io", false),
  ]

  @Test(arguments: trust)
  func `does without TLS only where Docker does`(domain: String, isInsecure: Bool) {
    let access = RegistryAccess(insecureRegistries: ["host-a:5000", "host-b", "10.1.0.0/16"]) { _, _ in
      .noSuchHost
    }
    #expect(access.isInsecure(domain) == isInsecure)
  }

  @Test(
    arguments: [
      ("</v2/_catalog?last=b&n=2>; rel=\"next\"", "/v2/_catalog?last=b&n=2"), ("</x>; rel=\"prev\"", nil),
      ("", nil),
      ("<unclosed; rel=\"next\"", nil),
    ] as [(String, String?)])
  func `follows pages only where they lead on`(link: String, target: String?) {
    #expect(LinkField.next(in: link) == target)
  }
}
