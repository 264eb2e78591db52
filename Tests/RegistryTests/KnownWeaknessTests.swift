import Basics
import HTTPClient
import HTTPServer
import OCI
import Synchronization
import TestSupport
import Testing

@testable import Registry

/// One test for each published weakness of a registry or of the clients of registries, named after it.
///
/// What a client of ours must not do (CVE-2026-33540, first half) is in the tests of the client.
@Suite struct `Weaknesses that other registries had` {
  private static let image = [(name: "Content-Type", value: MediaType.ociManifest.rawValue)]

  @Test func `CVE-2017-11468: a manifest of any length is cut off at four megabytes`() async throws {
    try await RegistryFixture.run { registry in
      let left = Countdown(from: 8)
      let endless = ClientRequest.Upload.pieces(length: nil) {
        left.next() == nil ? nil : [UInt8](repeating: 0x20, count: 1024 * 1024)
      }
      let reply = try await registry.send("PUT", "/v2/app/manifests/v1", Self.image, body: endless)
      #expect(reply.status == 413)
      #expect(reply.text.contains("MANIFEST_INVALID"))
    }
  }

  @Test(arguments: ["2147483647", "9223372036854775807", "99999999999999999999999999"])
  func `CVE-2023-2253: a page of any size takes no more room than what is there`(n: String) async throws {
    try await RegistryFixture.run { registry in
      _ = try await registry.pushImage("app", tag: "v1")
      let catalog = try await registry.send("GET", "/v2/_catalog?n=\(n)")
      #expect(catalog.status == 200 && catalog.text == "{\"repositories\":[\"app\"]}\n")
      let tags = try await registry.send("GET", "/v2/app/tags/list?n=\(n)")
      #expect(tags.status == 200 && tags.text == "{\"name\":\"app\",\"tags\":[\"v1\"]}\n")
    }
  }

  @Test(arguments: [
    #"{"schemaVersion":2,"mediaType":"\#(MediaType.ociIndex)","config":C,"layers":[],"manifests":[]}"#,
    #"{"schemaVersion":2,"config":C,"layers":[],"manifests":[]}"#,
    #"{"schemaVersion":2,"mediaType":"\#(MediaType.ociIndex)","manifests":[]}"#,
    #"{"schemaVersion":2,"config":C,"layers":[],"layers":null}"#,
  ])
  func `CVE-2021-41190: no document is a different thing to different readers`(text: String) async throws {
    try await RegistryFixture.run { registry in
      let config = try await registry.pushBlob("{}", to: "app", type: .ociConfig)
      let document = text.replacing("C,", with: "\(try JSONValue(encoding: config).text()),")
      let reply = try await registry.send(
        "PUT", "/v2/app/manifests/v1", Self.image, body: .bytes(Array(document.utf8)))
      #expect(reply.status == 400 && reply.text.contains("MANIFEST_INVALID"), "\(reply.text)")
      #expect(try await registry.send("GET", "/v2/app/manifests/v1").status == 404)
    }
  }

  @Test func `CVE-2025-24976: a key that a token brings along opens nothing`() async throws {
    let tokens = try SignedTokens()
    let header = try #require(
      Base64.decoded(tokens["ownkey"].prefix { $0 != "." }.description).map { try JSONValue(parsing: $0) })
    #expect(header["jwk"] != nil, "the token carries no key")
    let keys = try KeySet(tokens.keys(), path: "jwks")
    #expect(throws: WebToken.Fault.wrongSignature) {
      try WebToken(tokens["ownkey"], keys: keys, rule: Tokens.rule, at: Tokens.second)
    }
  }

  @Test func `CVE-2026-33540: the registry itself fetches nothing from wherever a client names`() async throws
  {
    try await RegistryFixture.run { elsewhere in
      _ = try await elsewhere.pushImage("app", tag: "v1")
      try await RegistryFixture.run { registry in
        let before = elsewhere.records.all.count
        let place = "ns=127.0.0.1:\(elsewhere.port)"
        let pulled = try await registry.send("GET", "/v2/app/manifests/v1?\(place)")
        let begun = try await registry.send("POST", "/v2/app/blobs/uploads/?\(place)")
        #expect(pulled.status == 404 && begun.status == 202)
        #expect(elsewhere.records.all.count == before)
      }
    }
  }

  @Test func `CVE-2026-35172: no cache outlives a deletion, or knows of another repository`() async throws {
    try await RegistryFixture.run(configure: { $0.now = { RegistryFixture.settledNow } }) { registry in
      let bytes = try await registry.pushImage("app", tag: "v1")
      let digest = Digest.sha256(of: bytes)
      let layer = Digest.sha256(of: "layer of app".utf8)
      for path in ["manifests/v1", "manifests/\(digest)", "tags/list", "blobs/\(layer)"] {
        for method in ["GET", "HEAD", "GET"] {
          #expect(try await registry.send(method, "/v2/app/\(path)").status == 200, "\(method) \(path)")
        }
        #expect(try await registry.send("GET", "/v2/other/\(path)").status == 404, "\(path)")
      }
      #expect(try await registry.send("DELETE", "/v2/app/manifests/\(digest)").status == 202)
      #expect(try await registry.send("DELETE", "/v2/app/blobs/\(layer)").status == 202)
      for path in ["manifests/v1", "manifests/\(digest)", "blobs/\(layer)"] {
        for method in ["GET", "HEAD"] {
          #expect(try await registry.send(method, "/v2/app/\(path)").status == 404, "\(method) \(path)")
        }
      }
      #expect(try await registry.send("GET", "/v2/app/tags/list").text.contains("\"tags\":[]"))
    }
  }

  @Test func `CVE-2026-41888: where deleting is off, tags stay too`() async throws {
    try await RegistryFixture.run(allowsDelete: false) { registry in
      _ = try await registry.pushImage("app", tag: "v1")
      #expect(try await registry.send("DELETE", "/v2/app/manifests/v1").status == 405)
      #expect(try await registry.send("GET", "/v2/app/manifests/v1").status == 200)
    }
  }

  @Test func `CVE-2024-39897: what is stored once for all is read only where one may read`() async throws {
    try await RegistryFixture.run(configure: { $0.gate = ScopedGate() }) { registry in
      let everything = ScopedGate.may("repository:secret:pull,push repository:mine:pull,push")
      let bytes = Array("a secret layer".utf8)
      let digest = Digest.sha256(of: bytes)
      let post = "/v2/secret/blobs/uploads/?digest=\(digest)"
      #expect(try await registry.send("POST", post, [everything], body: .bytes(bytes)).status == 201)
      let mine = ScopedGate.may("repository:mine:pull,push")
      let uploads = "/v2/mine/blobs/uploads/"
      for query in ["mount=\(digest)&from=secret", "mount=\(digest)&from=secret&from=mine"] {
        #expect(try await registry.send("POST", "\(uploads)?\(query)", [mine]).status == 401, "\(query)")
      }
      #expect(try await registry.send("POST", "\(uploads)?mount=\(digest)", [mine]).status == 202)
      #expect(try await registry.send("HEAD", "/v2/mine/blobs/\(digest)", [mine]).status == 404)
      let manifest = #"{"schemaVersion":2,"config":C,"layers":[]}"#.replacing(
        "C,",
        with: "{\"mediaType\":\"a/b\",\"size\":\(bytes.count),\"digest\":\"\(digest)\"},")
      let put = try await registry.send(
        "PUT", "/v2/mine/manifests/v1", Self.image + [mine], body: .bytes(Array(manifest.utf8)))
      #expect(put.status == 400 && put.text.contains("MANIFEST_BLOB_UNKNOWN"), "\(put.text)")
      #expect(
        try await registry.send("POST", "\(uploads)?mount=\(digest)&from=secret", [everything]).status == 201)
    }
  }

  @Test(
    arguments: [
      ("pull", "PUT", "manifests/v1"), ("pull", "PUT", "manifests/latest"), ("push", "GET", "manifests/v1"),
      ("pull", "POST", "blobs/uploads/"), ("pull,push", "DELETE", "manifests/v1"),
      ("pull,push", "DELETE", "manifests/latest"),
      ("pull,push", "DELETE", "manifests/sha256:\(String(repeating: "0", count: 64))"),
      ("pull,push", "DELETE", "blobs/sha256:\(String(repeating: "0", count: 64))"),
      ("delete", "PUT", "manifests/v1"), ("delete", "GET", "tags/list"), ("pull", "PURGE", "manifests/v1"),
    ])
  func `CVE-2026-31801, GHSA-qg67-7m6v-qg25: each method needs its own permission, whatever the tag`(
    granted: String, method: String, path: String
  ) async throws {
    try await RegistryFixture.run(configure: { $0.gate = ScopedGate() }) { registry in
      let pass = ScopedGate.may("repository:app:\(granted) repository:other:*")
      let refused = try await registry.send(method, "/v2/app/\(path)", [pass])
      let admitted = try await registry.send(method, "/v2/other/\(path)", [pass])
      #expect(refused.status == 401 && admitted.status != 401)
    }
  }

  @Test func `zot 3977 to 3984: heads have a limit, and no page of another site may ask with a login`()
    async throws
  {
    try await RegistryFixture.run { registry in
      let long = (name: "X-Long", value: String(repeating: "x", count: 70_000))
      #expect(try await registry.send("GET", "/v2/", [long]).status == 431)
      for method in ["GET", "OPTIONS"] {
        for path in ["/v2/", "/v2/_catalog", "/v2/app/manifests/v1"] {
          let reply = try await registry.send(method, path, [("Origin", "https://evil.example")])
          #expect(!reply.headers.contains { $0.name.lowercased().hasPrefix("access-control-") }, "\(path)")
        }
      }
    }
  }

  @Test func `ggcr: content belongs to one repository, and uploads to one repository and one client`()
    async throws
  {
    try await RegistryFixture.run { registry in
      let blob = try await registry.pushBlob("a layer", to: "app")
      #expect(try await registry.send("GET", "/v2/other/blobs/\(blob.digest)").status == 404)
      var names: Set<String> = []
      for _ in 0..<20 {
        let begun = try await registry.send("POST", "/v2/app/blobs/uploads/")
        let name = (begun["Location"] ?? "").split(separator: "/").last.map(String.init) ?? ""
        // Version 4 of a UUID: 122 bits of chance.
        #expect(
          name.wholeMatch(of: /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/) != nil)
        names.insert(name)
        for (method, query) in [
          ("GET", ""), ("PATCH", ""), ("DELETE", ""), ("PUT", "?digest=\(blob.digest)"),
        ] {
          let reply = try await registry.send(method, "/v2/other/blobs/uploads/\(name)\(query)")
          #expect(reply.status == 404 && reply.text.contains("BLOB_UPLOAD_UNKNOWN"), "\(method)")
        }
      }
      #expect(names.count == 20)
    }
  }

  @Test func `CVE-2026-55092 and its kind: no name leads out of the folder, and no link is followed`()
    async throws
  {
    try await RegistryFixture.run { registry in
      _ = try await registry.pushImage("app", tag: "v1")
      let outside = try ScratchFolder()
      let secret = try outside.write("a secret", to: "data")
      for name in [
        "..", "%2e%2e", "..%2f..%2fetc", "a/../../etc", ".", "a%00b", "a%5c..%5cb", "_layers", "a//b",
      ] {
        for path in ["tags/list", "manifests/v1", "blobs/sha256:\(String(repeating: "0", count: 64))"] {
          let reply = try await registry.send("GET", "/v2/\(name)/\(path)")
          #expect([400, 404].contains(reply.status), "\(name)/\(path): \(reply.status)")
        }
      }
      for name in ["..", "%2e%2e", "..%2f..%2fpasswd", "a%2fb", "%00"] {
        for path in ["manifests", "blobs", "blobs/uploads", "referrers"] {
          let reply = try await registry.send("GET", "/v2/app/\(path)/\(name)")
          #expect([400, 404].contains(reply.status), "\(path)/\(name): \(reply.status)")
        }
      }
      let store = "\(registry.folder.path)/store/docker/registry/v2"
      let digest = Digest.sha256(of: "layer of app".utf8)
      let file = "\(store)/blobs/sha256/\(digest.hex.prefix(2))/\(digest.hex)/data"
      let planting = await Command.shell(
        "rm \(file) && ln -s \(secret) \(file) && ln -s \(outside.path) \(store)/repositories/leak",
        in: registry.folder)
      #expect(planting.status == 0, "\(planting.output)")
      #expect(try await registry.send("GET", "/v2/app/blobs/\(digest)").status == 404)
      #expect(try await registry.send("GET", "/v2/leak/tags/list").status == 404)
      #expect(try await registry.send("GET", "/v2/_catalog").text == "{\"repositories\":[\"app\"]}\n")
    }
  }
}

/// Grants what the request itself says: a token server in one line.
private struct ScopedGate: AccessGate {
  static func may(_ scopes: String) -> (name: String, value: String) { ("X-Granted", scopes) }

  func admit(_ request: HTTPRequest, for wishes: [AccessWish]) async throws(RegistryFailure) -> Visitor {
    guard AccessGrants(scopes: request.headers.values("X-Granted")).cover(wishes) else {
      throw .unauthorized(wishes, challenge: "Basic realm=\"test\"")
    }
    return .named("somebody")
  }
}

/// Numbers that run out.
private final class Countdown: Sendable {
  private let left: Mutex<Int>

  init(from count: Int) { left = Mutex(count) }

  func next() -> Int? {
    left.withLock { left in
      guard left > 0 else { return nil }
      left -= 1
      return left
    }
  }
}
