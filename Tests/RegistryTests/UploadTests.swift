import Basics
import ContentStore
import HTTPClient
import OCI
import Synchronization
import Testing

@testable import Registry

private let content = Array("0123456789".utf8)
private let digest = Digest.sha256(of: content)

@Suite struct `Uploads` {
  @Test func `go in pieces that must follow one another`() async throws {
    try await RegistryFixture.run { registry in
      let begun = try await registry.send("POST", "/v2/app/blobs/uploads/")
      #expect(begun.status == 202)
      #expect(begun["Range"] == "0-0")
      let place = try #require(begun["Location"])
      #expect(place == "/v2/app/blobs/uploads/\(begun["Docker-Upload-Uuid"] ?? "")")
      let first = try await registry.send(
        "PATCH", place, [("Content-Range", "0-3")], body: .bytes(Array(content.prefix(4))))
      #expect(first.status == 202)
      #expect(first["Range"] == "0-3")
      let gap = try await registry.send(
        "PATCH", place, [("Content-Range", "6-9")], body: .bytes([1, 2, 3, 4]))
      #expect(gap.status == 416)
      #expect(gap["Range"] == "0-3")
      #expect(gap["Location"] == place)
      let status = try await registry.send("GET", place)
      #expect(status.status == 204)
      #expect(status["Range"] == "0-3")
      let missing = try await registry.send("PUT", place)
      #expect(missing.status == 400)
      let done = try await registry.send(
        "PUT", "\(place)?digest=\(digest)", body: .bytes(Array(content.dropFirst(4))))
      #expect(done.status == 201)
      #expect(done["Docker-Content-Digest"] == digest.description)
      #expect(try await registry.send("GET", place).status == 404)
      let got = try await registry.send("GET", done["Location"] ?? "")
      #expect(got.body == content)
    }
  }

  @Test func `stream without a length and are verified by sha512 too`() async throws {
    try await RegistryFixture.run { registry in
      let place = try #require(try await registry.send("POST", "/v2/app/blobs/uploads/")["Location"])
      let pieces = Mutex(20)
      let sent = try await registry.send(
        "PATCH", place,
        body: .pieces(length: nil) {
          pieces.withLock { left in
            left -= 1
            return left >= 0 ? [UInt8](repeating: UInt8(left), count: 100_000) : nil
          }
        })
      #expect(sent["Range"] == "0-1999999")
      let all = (0..<20).reversed().flatMap { [UInt8](repeating: UInt8($0), count: 100_000) }
      let digest = Digest.of(all, .sha512)
      #expect(try await registry.send("PUT", "\(place)?digest=\(digest)").status == 201)
      #expect(try await registry.send("HEAD", "/v2/app/blobs/\(digest)")["Content-Length"] == "2000000")
    }
  }

  @Test func `with other content than their digest says leave nothing behind`() async throws {
    try await RegistryFixture.run { registry in
      let reply = try await registry.send(
        "POST", "/v2/app/blobs/uploads/?digest=\(digest)", body: .bytes([1, 2, 3]))
      #expect(reply.status == 400)
      #expect(reply.text.contains("DIGEST_INVALID"))
      #expect(try await registry.send("GET", "/v2/app/blobs/\(digest)").status == 404)
      #expect(try !registry.store.has(digest))
    }
  }

  @Test func `belong to the repository they were begun in`() async throws {
    try await RegistryFixture.run { registry in
      let id = try #require(try await registry.send("POST", "/v2/app/blobs/uploads/")["Docker-Upload-Uuid"])
      #expect(try await registry.send("GET", "/v2/other/blobs/uploads/\(id)").status == 404)
      #expect(try await registry.send("DELETE", "/v2/app/blobs/uploads/\(id)").status == 204)
      #expect(try await registry.send("GET", "/v2/app/blobs/uploads/\(id)").status == 404)
    }
  }

  @Test func `are not needed for content another repository shares by a mount`() async throws {
    try await RegistryFixture.run { registry in
      let blob = try await registry.pushBlob("shared", to: "one")
      #expect(try await registry.send("GET", "/v2/two/blobs/\(blob.digest)").status == 404)
      let mounted = try await registry.send("POST", "/v2/two/blobs/uploads/?mount=\(blob.digest)&from=one")
      #expect(mounted.status == 201)
      #expect(try await registry.send("GET", "/v2/two/blobs/\(blob.digest)").text == "shared")
      let unknown = try await registry.send("POST", "/v2/two/blobs/uploads/?mount=\(digest)&from=one")
      #expect(unknown.status == 202)
    }
  }
}

@Suite struct `Blobs` {
  private static let ranges: [(String, Int, String, String?)] = [
    ("bytes=2-4", 206, "234", "bytes 2-4/10"), ("bytes=7-", 206, "789", "bytes 7-9/10"),
    ("bytes=-3", 206, "789", "bytes 7-9/10"), ("bytes=5-99", 206, "56789", "bytes 5-9/10"),
    ("bytes=0-0", 206, "0", "bytes 0-0/10"), ("lines=1-2", 200, "0123456789", nil),
    ("bytes=10-20", 416, "RANGE_INVALID", "bytes */10"), ("bytes=5-2", 416, "RANGE_INVALID", "bytes */10"),
    ("bytes=x-y", 416, "RANGE_INVALID", "bytes */10"),
    ("bytes=0-1,8-9", 206, "Content-Range: bytes 8-9/10", nil),
  ]

  @Test(arguments: ranges)
  func `come in the parts asked for`(range: String, status: Int, text: String, field: String?) async throws {
    try await RegistryFixture.run { registry in
      let blob = try await registry.pushBlob("0123456789", to: "app")
      let reply = try await registry.send("GET", "/v2/app/blobs/\(blob.digest)", [("Range", range)])
      #expect(reply.status == status)
      #expect(reply.text.contains(text))
      #expect(reply["Content-Range"] == field)
    }
  }

  @Test func `carry the headers that clients rely on`() async throws {
    try await RegistryFixture.run { registry in
      let blob = try await registry.pushBlob("0123456789", to: "app")
      let reply = try await registry.send("HEAD", "/v2/app/blobs/\(blob.digest)")
      #expect(reply["Content-Length"] == "10")
      #expect(reply["Accept-Ranges"] == "bytes")
      #expect(reply["Etag"] == "\"\(blob.digest)\"")
      #expect(reply["Cache-Control"] == "max-age=31536000")
      let known = try await registry.send(
        "GET", "/v2/app/blobs/\(blob.digest)", [("If-None-Match", "\"\(blob.digest)\"")])
      #expect(known.status == 304)
    }
  }

  @Test func `are deleted from one repository only, and only where that is allowed`() async throws {
    try await RegistryFixture.run { registry in
      let blob = try await registry.pushBlob("x", to: "one")
      _ = try await registry.pushBlob("x", to: "two")
      #expect(try await registry.send("DELETE", "/v2/one/blobs/\(blob.digest)").status == 202)
      #expect(try await registry.send("GET", "/v2/one/blobs/\(blob.digest)").status == 404)
      #expect(try await registry.send("GET", "/v2/two/blobs/\(blob.digest)").status == 200)
    }
    try await RegistryFixture.run(allowsDelete: false) { registry in
      let blob = try await registry.pushBlob("x", to: "one")
      #expect(try await registry.send("DELETE", "/v2/one/blobs/\(blob.digest)").status == 405)
    }
  }
}
