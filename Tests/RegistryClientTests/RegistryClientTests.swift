import Basics
import HTTPServer
import OCI
import Testing

@testable import RegistryClient

/// A server that answers each request as a test says, behind a dial that leads every name to it.
struct CannedRegistry {
  let port: Int

  static func with(
    _ answer: @escaping @Sendable (HTTPRequest) -> HTTPReply, _ body: (Self) async throws -> Void
  ) async throws {
    let loops = ServerLoops()
    let server = try await HTTPServer.start(
      HTTPService { answer($0) }, at: .tcp(host: "127.0.0.1", port: 0), on: loops,
      options: ServerOptions { 0 })
    let failure: (any Error)?
    do {
      try await body(Self(port: server.port ?? 0))
      failure = nil
    } catch {
      failure = error
    }
    await server.shutdown()
    await loops.shutdown()
    if let failure { throw failure }
  }

  func repository(
    _ name: String, insecure: [String] = ["reg:5000"], as credentials: RegistryAccess.Credentials? = nil
  ) async throws -> RegistryRepository {
    let access = RegistryAccess(insecureRegistries: insecure, credentials: credentials) { [port] _, _ in
      .reachable(host: "127.0.0.1", port: port)
    }
    return try await RegistryClient().repository(try Reference(parsing: name), access: access)
  }
}

@Suite struct `A client of registries` {
  @Test(
    arguments: [
      ("localhost:5000", [], true), ("127.0.0.1:5000", [], true), ("127.1.2.3", [], true),
      ("[::1]:5000", [], true), ("host-a:5000", [], false), ("host-a:5000", ["host-a:5000"], true),
      ("host-a:5000", ["host-a"], false), ("host-a:5001", ["host-a:5000"], false), ("quay.io", [], false),
    ] as [(String, [String], Bool)])
  func `speaks plain HTTP only to loopback and to registries that are listed`(
    domain: String, listed: [String], allowed: Bool
  ) {
    let access = RegistryAccess(insecureRegistries: listed) { _, _ in .noSuchHost }
    #expect(access.isInsecure(domain) == allowed)
  }

  @Test func `says that a registry without TLS is not what it asked for`() async throws {
    try await CannedRegistry.with({ _ in HTTPReply(200) }) { registry in
      await #expect(
        throws: RegistryClientError(
          .unreachable, "Get \"https://reg:5000/v2/\": http: server gave HTTP response to HTTPS client")
      ) {
        _ = try await registry.repository("reg:5000/x", insecure: [])
      }
    }
  }

  @Test func `logs in when the registry asks, and says so when nobody is logged in`() async throws {
    let answer: @Sendable (HTTPRequest) -> HTTPReply = { request in
      guard request.headers["Authorization"] == "Basic dGVzdHVzZXI6dGVzdHBhc3N3b3Jk" else {
        return HTTPReply(401, headers: ["Www-Authenticate": "Basic realm=\"r\""])
      }
      return .text(200, #"{"name":"x","tags":["b","a"]}"#, type: "application/json")
    }
    try await CannedRegistry.with(answer) { registry in
      let known = try await registry.repository(
        "reg:5000/x", as: .init(username: "testuser", password: "testpassword"))
      #expect(try await known.tags().map(\.name) == ["b", "a"])
      let stranger = try await registry.repository("reg:5000/x")
      await #expect(
        throws: RegistryClientError(
          .unauthorized, "Head \"http://reg:5000/v2/x/manifests/1\": no basic auth credentials")
      ) {
        _ = try await stranger.manifest("1")
      }
      await #expect(throws: RegistryClientError(.unauthorized, "no basic auth credentials")) {
        _ = try await stranger.hasBlob(.sha256(of: []))
      }
    }
  }

  @Test(
    arguments: [
      (
        404, #"{"errors":[{"code":"MANIFEST_UNKNOWN","message":"manifest unknown","detail":{"Tag":"v2"}}]}"#,
        RegistryClientError(.manifestUnknown, "manifest unknown: manifest unknown")
      ),
      (
        403, #"{"errors":[{"code":"DENIED","message":"requested access to the resource is denied"}]}"#,
        RegistryClientError(.denied, "denied: requested access to the resource is denied")
      ),
      (
        400, #"{"errors":[{"code":"A_B","message":"x"},{"code":"UNKNOWN","message":"y"}]}"#,
        RegistryClientError(.other, "errors:\na b: x\nunknown: y\n")
      ),
      (502, "<html>", RegistryClientError(.other, "received unexpected HTTP status: 502")),
    ])
  func `tells a registry's errors in Docker's words`(
    status: Int, body: String, expected: RegistryClientError
  ) {
    #expect(RegistryClientError(status: status, body: Array(body.utf8)) == expected)
  }

  @Test func `refuses content that is not what its digest says`() async throws {
    try await CannedRegistry.with({ _ in .text(200, "forged") }) { registry in
      let repository = try await registry.repository("reg:5000/x")
      let digest = Digest.sha256(of: "true".utf8)
      for attempt in ["manifest", "blob"] {
        do {
          if attempt == "blob" {
            _ = try await repository.blob(digest, size: 6)
          } else {
            _ = try await repository.manifest(digest.description)
          }
          Issue.record("a forged \(attempt) was taken")
        } catch let error as RegistryClientError {
          #expect(error.kind == .corrupt)
        }
      }
    }
  }

  @Test func `stops listening to a blob that is longer than announced`() async throws {
    let endless: @Sendable (HTTPRequest) -> HTTPReply = { request in
      guard request.path.contains("/blobs/") else { return .text(200, "") }
      return .stream(200) { writer in
        let piece = [UInt8](repeating: 0, count: 1 << 16)
        while true { try await writer.write(piece) }
      }
    }
    try await CannedRegistry.with(endless) { registry in
      let repository = try await registry.repository("reg:5000/x")
      let error = await #expect(throws: RegistryClientError.self) {
        try await repository.blob(.sha256(of: []), size: 1 << 20)
      }
      #expect(error?.kind == .corrupt)
    }
  }
}
