import Basics
import HTTPClient
import OCI
import Synchronization
import Testing

@testable import Registry

private let content = Array("0123456789".utf8)

/// What the OCI conformance program asks beyond the other suites of this folder.
@Suite struct `Conformance, what remains` {
  enum Way: CaseIterable {
    case post, put, chunks, lastChunkWithPut, stream
  }

  @Test(arguments: Way.allCases, Digest.Algorithm.allCases)
  func `a digest of other content is refused whichever way the content comes`(
    way: Way, algorithm: Digest.Algorithm
  ) async throws {
    try await RegistryFixture.run { registry in
      let digest = Digest.of(Array("others".utf8), algorithm)
      let reply = try await send(way, as: digest, registry)
      #expect(reply.status == 400 && reply.text.contains("DIGEST_INVALID"), "\(reply.text)")
      for digest in [digest, Digest.of(content, algorithm)] {
        let head = try await registry.send("HEAD", "/v2/app/blobs/\(digest)")
        #expect(head.status == 404)
      }
    }
  }

  private func send(
    _ way: Way, as digest: Digest, _ registry: RegistryFixture
  ) async throws -> ClientReply {
    if way == .post {
      return try await registry.send(
        "POST", "/v2/app/blobs/uploads/?digest=\(digest)", body: .bytes(content))
    }
    let place = try #require(try await registry.send("POST", "/v2/app/blobs/uploads/")["Location"])
    let end = "\(place)?digest=\(digest)"
    switch way {
    case .post, .put: return try await registry.send("PUT", end, body: .bytes(content))
    case .chunks, .lastChunkWithPut:
      let first = try await registry.send(
        "PATCH", place, [("Content-Range", "0-5")], body: .bytes(Array(content[..<6])))
      #expect(first.status == 202)
      let isLast = way == .lastChunkWithPut
      let second = try await registry.send(
        isLast ? "PUT" : "PATCH", isLast ? end : place, [("Content-Range", "6-9")],
        body: .bytes(Array(content[6...])))
      return isLast ? second : try await registry.send("PUT", end)
    case .stream:
      let whole = Mutex<[UInt8]?>(content)
      _ = try await registry.send("PATCH", place, body: .pieces(length: nil) { whole.withLock { $0.take() } })
      return try await registry.send("PUT", end)
    }
  }

  @Test func `a last chunk that does not follow is refused with the place to go on`() async throws {
    try await RegistryFixture.run { registry in
      let place = try #require(try await registry.send("POST", "/v2/app/blobs/uploads/")["Location"])
      _ = try await registry.send(
        "PATCH", place, [("Content-Range", "0-3")], body: .bytes(Array(content[..<4])))
      let end = "\(place)?digest=\(Digest.sha256(of: content))"
      let early = try await registry.send(
        "PUT", end, [("Content-Range", "0-5")], body: .bytes(Array(content[..<6])))
      #expect(early.status == 416 && early["Location"] == place && early["Range"] == "0-3")
      let right = try await registry.send(
        "PUT", end, [("Content-Range", "4-9")], body: .bytes(Array(content[4...])))
      #expect(right.status == 201)
    }
  }

  @Test(arguments: Digest.Algorithm.allCases)
  func `a mount of what is not there begins an upload that works`(algorithm: Digest.Algorithm) async throws {
    try await RegistryFixture.run { registry in
      let digest = Digest.of(content, algorithm)
      let begun = try await registry.send("POST", "/v2/app/blobs/uploads/?mount=\(digest)&from=other")
      #expect(begun.status == 202)
      let place = try #require(begun["Location"])
      let put = try await registry.send("PUT", "\(place)?digest=\(digest)", body: .bytes(content))
      #expect(put.status == 201 && put["Docker-Content-Digest"] == digest.description)
    }
  }

  @Test(arguments: ["PUT", "GET", "HEAD", "DELETE"])
  func `a manifest by a digest that cannot be is refused`(method: String) async throws {
    try await RegistryFixture.run { registry in
      let reply = try await registry.send("\(method)", "/v2/app/manifests/sha256:baddigeststring")
      #expect(reply.status == 400)
    }
  }

  @Test(arguments: Digest.Algorithm.allCases)
  func `indexes of indexes, and content in descriptors, come back as they were pushed`(
    algorithm: Digest.Algorithm
  ) async throws {
    try await RegistryFixture.run { registry in
      let config = try await registry.pushBlob("{}", to: "app", type: .ociEmpty)
      let data = #"{"mediaType":"\#(config.mediaType)","size":2,"digest":"\#(config.digest)","data":"e30="}"#
      let image = #"{"schemaVersion":2,"config":\#(data),"layers":[\#(data)]}"#
      var member = try await push(image, .ociManifest, algorithm, to: registry)
      for _ in 0..<3 {
        let index = #"{"schemaVersion":2,"mediaType":"\#(MediaType.ociIndex)","manifests":[\#(member)]}"#
        member = try await push(index, .ociIndex, algorithm, to: registry)
      }
    }
  }

  @Test(arguments: [#""artifactType":"a/b","# as String, ""])
  func `an index about another manifest is listed with its own artifact type`(field: String) async throws {
    try await RegistryFixture.run { registry in
      let bytes = try await registry.pushImage("app", tag: "v1")
      let subject = Digest.sha256(of: bytes)
      let about = #"{"mediaType":"\#(MediaType.ociManifest)","size":\#(bytes.count),"digest":"\#(subject)"}"#
      let index =
        #"{"schemaVersion":2,\#(field)"mediaType":"\#(MediaType.ociIndex)","manifests":[],"subject":\#(about)}"#
      _ = try await push(index, .ociIndex, .sha256, to: registry)
      let reply = try await registry.send("GET", "/v2/app/referrers/\(subject)")
      let listed = try JSONValue(parsing: reply.body)["manifests"]?.array ?? []
      #expect(listed.map { $0["mediaType"]?.string } == [MediaType.ociIndex.rawValue])
      #expect(listed.map { $0["size"]?.int } == [index.utf8.count])
      #expect(listed.map { $0["artifactType"]?.string } == [field.isEmpty ? nil : "a/b"])
    }
  }

  /// Pushes a manifest by digest, reads it back, and gives its descriptor.
  private func push(
    _ text: String, _ type: MediaType, _ algorithm: Digest.Algorithm, to registry: RegistryFixture
  ) async throws -> String {
    let bytes = Array(text.utf8)
    let digest = Digest.of(bytes, algorithm)
    let put = try await registry.send(
      "PUT", "/v2/app/manifests/\(digest)", [("Content-Type", type.rawValue)], body: .bytes(bytes))
    #expect(put.status == 201, "\(put.text)")
    let got = try await registry.send("GET", "/v2/app/manifests/\(digest)")
    #expect(got.body == bytes && got["Content-Type"] == type.rawValue)
    return #"{"mediaType":"\#(type)","size":\#(bytes.count),"digest":"\#(digest)"}"#
  }
}
