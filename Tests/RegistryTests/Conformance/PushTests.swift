import Basics
import ContentStore
import HTTPClient
import OCI
import Testing

@testable import Registry

private let content = Array("0123456789".utf8)

/// OCI distribution specification 1.0 and 1.1, "Pushing blobs".
@Suite struct `Conformance, push of blobs` {
  static let algorithms = Digest.Algorithm.allCases

  @Test(arguments: algorithms)
  func `in one POST with the digest`(algorithm: Digest.Algorithm) async throws {
    try await RegistryFixture.run { registry in
      let digest = Digest.of(content, algorithm)
      let reply = try await registry.send(
        "POST", "/v2/app/blobs/uploads/?digest=\(digest)", [("Content-Type", "application/octet-stream")],
        body: .bytes(content))
      try await check(reply, digest, registry)
    }
  }

  @Test(arguments: algorithms, [true, false])
  func `in POST and PUT`(algorithm: Digest.Algorithm, saysAlgorithm: Bool) async throws {
    try await RegistryFixture.run { registry in
      let digest = Digest.of(content, algorithm)
      let query = saysAlgorithm ? "?digest-algorithm=\(algorithm.rawValue)" : ""
      let begun = try await registry.send("POST", "/v2/app/blobs/uploads/\(query)")
      #expect(begun.status == 202)
      let place = try #require(begun["Location"])
      let reply = try await registry.send("PUT", "\(place)?digest=\(digest)", body: .bytes(content))
      try await check(reply, digest, registry)
    }
  }

  @Test(arguments: algorithms, [0, 3, 10])
  func `in chunks, the last of which may come with the PUT`(algorithm: Digest.Algorithm, withPut: Int)
    async throws
  {
    try await RegistryFixture.run { registry in
      let digest = Digest.of(content, algorithm)
      var place = try #require(try await registry.send("POST", "/v2/app/blobs/uploads/")["Location"])
      let end = content.count - withPut
      for first in stride(from: 0, to: end, by: 4) {
        let chunk = Array(content[first..<min(first + 4, end)])
        let reply = try await registry.send(
          "PATCH", place, [("Content-Range", "\(first)-\(first + chunk.count - 1)")], body: .bytes(chunk))
        #expect(reply.status == 202)
        #expect(reply["Range"] == "0-\(first + chunk.count - 1)")
        place = try #require(reply["Location"])
      }
      let range = withPut > 0 ? [(name: "Content-Range", value: "\(end)-\(content.count - 1)")] : []
      let reply = try await registry.send(
        "PUT", "\(place)?digest=\(digest)", range, body: .bytes(Array(content.suffix(withPut))))
      try await check(reply, digest, registry)
    }
  }

  @Test func `of nothing at all`() async throws {
    try await RegistryFixture.run { registry in
      let digest = Digest.sha256(of: [])
      let place = try #require(try await registry.send("POST", "/v2/app/blobs/uploads/")["Location"])
      #expect(try await registry.send("PUT", "\(place)?digest=\(digest)").status == 201)
      let reply = try await registry.send("GET", "/v2/app/blobs/\(digest)")
      #expect(reply.status == 200)
      #expect(reply["Content-Length"] == "0")
    }
  }

  private func check(_ reply: ClientReply, _ digest: Digest, _ registry: RegistryFixture) async throws {
    #expect(reply.status == 201)
    #expect(reply["Docker-Content-Digest"] == digest.description)
    let place = try #require(reply["Location"])
    #expect(try await registry.send("GET", place).body == content)
    #expect(try await registry.send("HEAD", "/v2/app/blobs/\(digest)").status == 200)
  }

  private static let ranges: [(String, Int)] = [
    ("0-3", 416), ("5-8", 416), ("4-6", 400), ("x", 416), ("4-", 416), ("-4", 416), ("7-4", 416),
    ("4-999999999999999999999999", 416), ("bytes 4-7/*", 202), ("bytes=4-7", 202), ("4-7", 202),
  ]

  @Test(arguments: ranges)
  func `refuses a chunk that does not follow, and says where to go on`(range: String, status: Int)
    async throws
  {
    try await RegistryFixture.run { registry in
      let place = try #require(try await registry.send("POST", "/v2/app/blobs/uploads/")["Location"])
      _ = try await registry.send(
        "PATCH", place, [("Content-Range", "0-3")], body: .bytes(Array(content[0..<4])))
      let reply = try await registry.send(
        "PATCH", place, [("Content-Range", range)], body: .bytes(Array(content[4..<8])))
      #expect(reply.status == status)
      if status == 416 {
        #expect(reply["Range"] == "0-3")
        #expect(reply["Location"] == place)
        #expect(reply.text.contains("RANGE_INVALID"))
      }
      let now = try await registry.send("GET", place)
      #expect(now.status == 204)
      #expect(now["Range"] == (status == 202 ? "0-7" : "0-3"))
      #expect(now["Location"] == place)
    }
  }

  private static let digests = [
    "", "?digest=", "?digest=md5:d41d8cd98f00b204e9800998ecf8427e", "?digest=sha256:abc", "?digest=nonsense",
    "?digest=sha256:\(String(repeating: "A", count: 64))",
    "?digest=sha512:\(String(repeating: "a", count: 64))",
  ]

  @Test(arguments: digests)
  func `keeps an upload whose digest is missing or malformed`(query: String) async throws {
    try await RegistryFixture.run { registry in
      let place = try #require(try await registry.send("POST", "/v2/app/blobs/uploads/")["Location"])
      let reply = try await registry.send("PUT", "\(place)\(query)", body: .bytes(content))
      #expect(reply.status == 400)
      #expect(reply.text.contains("DIGEST_INVALID"))
      #expect(try await registry.send("GET", place).status == 204)
      let digest = Digest.sha256(of: content)
      #expect(
        try await registry.send("PUT", "\(place)?digest=\(digest)", body: .bytes(content)).status == 201)
    }
  }

  @Test func `goes on after a restart of the registry`() async throws {
    try await RegistryFixture.run { registry in
      let place = try #require(try await registry.send("POST", "/v2/app/blobs/uploads/")["Location"])
      _ = try await registry.send("PATCH", place, body: .bytes(Array(content[0..<4])))
      try await registry.besideAnother { other in
        let status = try await other.send("GET", place)
        #expect(status.status == 204)
        #expect(status["Range"] == "0-3")
        #expect(
          try await other.send("PATCH", place, [("Content-Range", "4-9")], body: .bytes(Array(content[4...])))
            .status == 202)
        let digest = Digest.of(content, .sha512)
        #expect(try await other.send("PUT", "\(place)?digest=\(digest)").status == 201)
        #expect(try await other.send("GET", "/v2/app/blobs/\(digest)").body == content)
      }
      #expect(try await registry.send("GET", "/v2/app/blobs/\(Digest.of(content, .sha512))").body == content)
    }
  }

  @Test func `can be called off`() async throws {
    try await RegistryFixture.run { registry in
      let place = try #require(try await registry.send("POST", "/v2/app/blobs/uploads/")["Location"])
      #expect(try await registry.send("DELETE", place).status == 204)
      for method in ["GET", "DELETE", "PATCH"] {
        let reply = try await registry.send(method, place)
        #expect(reply.status == 404)
        if method != "HEAD" { #expect(reply.text.contains("BLOB_UPLOAD_UNKNOWN")) }
      }
      #expect(try registry.store.purgeUploads(before: Timestamp(seconds: 4_000_000_000)) == 0)
    }
  }

  private static let mounts: [(String, Int)] = [
    ("&from=one", 201), ("", 201), ("&from=nowhere", 202), ("&from=../etc", 202), ("&from=", 202),
  ]

  @Test(arguments: mounts)
  func `is not needed where another repository has the blob`(from: String, status: Int) async throws {
    try await RegistryFixture.run { registry in
      let blob = try await registry.pushBlob("shared", to: "one")
      let reply = try await registry.send("POST", "/v2/two/blobs/uploads/?mount=\(blob.digest)\(from)")
      #expect(reply.status == status)
      let isThere = try await registry.send("GET", "/v2/two/blobs/\(blob.digest)").status == 200
      #expect(isThere == (status == 201))
      if status == 201 {
        #expect(reply["Location"] == "/v2/two/blobs/\(blob.digest)")
        #expect(reply["Docker-Content-Digest"] == blob.digest.description)
      } else {
        #expect(try #require(reply["Location"]).hasPrefix("/v2/two/blobs/uploads/"))
      }
    }
  }

  @Test func `cannot get back by a mount what every repository has deleted`() async throws {
    try await RegistryFixture.run { registry in
      let blob = try await registry.pushBlob("secret", to: "one")
      #expect(try await registry.send("DELETE", "/v2/one/blobs/\(blob.digest)").status == 202)
      #expect(try registry.store.has(blob.digest))
      for from in ["", "&from=one"] {
        let reply = try await registry.send("POST", "/v2/two/blobs/uploads/?mount=\(blob.digest)\(from)")
        #expect(reply.status == 202)
      }
    }
  }
}
