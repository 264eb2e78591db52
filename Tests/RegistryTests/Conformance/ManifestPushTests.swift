import Basics
import HTTPClient
import OCI
import Testing

@testable import Registry

/// OCI distribution specification 1.0 and 1.1, "Pushing manifests".
@Suite struct `Conformance, push of manifests` {
  private static let documents: [(String, MediaType, String)] = [
    (
      "an OCI image", .ociManifest,
      #"{"schemaVersion":2,"mediaType":"TYPE","config":CONFIG,"layers":[LAYER]}"#
    ),
    ("one without mediaType", .ociManifest, #"{"schemaVersion":2,"config":CONFIG,"layers":[LAYER]}"#),
    (
      "a Docker image", .dockerManifest,
      #"{"schemaVersion":2,"mediaType":"TYPE","config":CONFIG,"layers":[]}"#
    ),
    (
      "an artifact", .ociManifest,
      #"{"schemaVersion":2,"mediaType":"TYPE","artifactType":"a/b","config":CONFIG,"layers":[]}"#
    ),
    (
      "custom fields and odd spacing", .ociManifest,
      "{ \"schemaVersion\": 2,\n\t\"x-custom\" : {\"a\":[1, 2.50, null]}, \"config\":CONFIG,\"layers\":[] }\n\n"
    ),
    (
      "embedded data", .ociManifest,
      #"{"schemaVersion":2,"config":CONFIG,"layers":[LAYER],"annotations":{"k":"v"}}"#
    ),
    ("an empty index", .ociIndex, #"{"schemaVersion":2,"mediaType":"TYPE","manifests":[]}"#),
    ("an index as Go writes an empty one", .ociIndex, #"{"schemaVersion":2,"manifests":null}"#),
    ("an index of blobs", .ociIndex, #"{"schemaVersion":2,"mediaType":"TYPE","manifests":[LAYER]}"#),
    ("a Docker list", .dockerManifestList, #"{"schemaVersion":2,"mediaType":"TYPE","manifests":[]}"#),
    (
      "a foreign layer", .ociManifest,
      #"{"schemaVersion":2,"config":CONFIG,"layers":[{"mediaType":"a/b","size":1,"digest":"\#(absent)","urls":["https://example.org/"]}]}"#
    ),
  ]

  private static let absent = Digest.sha256(of: "never pushed".utf8)

  @Test(arguments: documents, Digest.Algorithm.allCases)
  func `of every kind come back byte for byte`(
    document: (name: String, type: MediaType, text: String), algorithm: Digest.Algorithm
  ) async throws {
    try await RegistryFixture.run { registry in
      let bytes = try await Self.fill(document.text, document.type, registry)
      let digest = Digest.of(bytes, algorithm)
      let type = [(name: "Content-Type", value: "\(document.type); charset=utf-8")]
      let pushed = try await registry.send(
        "PUT", "/v2/app/manifests/\(digest)?tag=one&tag=two", type, body: .bytes(bytes))
      #expect(pushed.status == 201, "\(pushed.text)")
      #expect(pushed["Docker-Content-Digest"] == digest.description)
      #expect(pushed["Location"] == "/v2/app/manifests/\(digest)")
      #expect(pushed["OCI-Tag"] == "one")
      for name in ["one", "two", digest.description] {
        let got = try await registry.send("GET", "/v2/app/manifests/\(name)")
        #expect(got.body == bytes, "\(name)")
        #expect(got["Content-Type"] == document.type.rawValue)
        #expect(got["Docker-Content-Digest"] == digest.description)
        #expect(got["Content-Length"] == "\(bytes.count)")
      }
    }
  }

  /// Puts pushed content where a document names it.
  static func fill(_ text: String, _ type: MediaType, _ registry: RegistryFixture) async throws -> [UInt8] {
    let layer = try await registry.pushBlob("a layer", to: "app", type: .ociLayer)
    let config = try await registry.pushBlob("{}", to: "app", type: .ociEmpty)
    var text = text
    for (key, value) in [
      ("TYPE", type.rawValue), ("CONFIG", try JSONValue(encoding: config).text()),
      ("LAYER", try JSONValue(encoding: layer).text()),
    ] {
      text = text.split(separator: key, omittingEmptySubsequences: false).joined(separator: value)
    }
    return Array(text.utf8)
  }

  private static let refusals: [(String, String?, String, String)] = [
    ("nothing", nil, "", "MANIFEST_INVALID"),
    ("no JSON", MediaType.ociManifest.rawValue, "{", "MANIFEST_INVALID"),
    ("a list", MediaType.ociManifest.rawValue, "[]", "MANIFEST_INVALID"),
    (
      "no schema version", MediaType.ociManifest.rawValue, #"{"config":CONFIG,"layers":[]}"#,
      "MANIFEST_INVALID"
    ),
    ("no config", MediaType.ociManifest.rawValue, #"{"schemaVersion":2,"layers":[]}"#, "MANIFEST_INVALID"),
    (
      "another mediaType than Content-Type", MediaType.ociManifest.rawValue,
      #"{"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[]}"#,
      "MANIFEST_INVALID"
    ),
    (
      "image and index at once", MediaType.ociManifest.rawValue,
      #"{"schemaVersion":2,"config":CONFIG,"layers":[LAYER],"manifests":[]}"#, "MANIFEST_INVALID"
    ),
    (
      "index and image at once", MediaType.ociIndex.rawValue,
      #"{"schemaVersion":2,"layers":[],"manifests":[]}"#, "MANIFEST_INVALID"
    ),
    (
      "an index that is one only to Go", MediaType.ociManifest.rawValue,
      #"{"schemaVersion":2,"config":CONFIG,"layers":[LAYER],"Manifests":[]}"#, "MANIFEST_INVALID"
    ),
    (
      "layers twice", MediaType.ociManifest.rawValue,
      #"{"schemaVersion":2,"config":CONFIG,"layers":[LAYER],"layers":[]}"#, "MANIFEST_INVALID"
    ),
    ("an unknown type", "application/x-unknown", #"{"schemaVersion":2}"#, "MANIFEST_INVALID"),
    (
      "Docker's type only in the header", MediaType.dockerManifest.rawValue,
      #"{"schemaVersion":2,"config":CONFIG,"layers":[]}"#, "MANIFEST_INVALID"
    ),
    (
      "a layer that is not there", MediaType.ociManifest.rawValue,
      #"{"schemaVersion":2,"config":CONFIG,"layers":[{"mediaType":"a/b","size":1,"digest":"\#(absent)"}]}"#,
      "MANIFEST_BLOB_UNKNOWN"
    ),
    (
      "a member that is not there", MediaType.ociIndex.rawValue,
      #"{"schemaVersion":2,"manifests":[{"mediaType":"a/b","size":1,"digest":"\#(absent)"}]}"#,
      "MANIFEST_BLOB_UNKNOWN"
    ),
    (
      "a digest that leads elsewhere", MediaType.ociManifest.rawValue,
      #"{"schemaVersion":2,"config":CONFIG,"layers":[{"mediaType":"a/b","size":1,"digest":"sha256:../../x"}]}"#,
      "MANIFEST_INVALID"
    ),
    (
      "a negative size", MediaType.ociManifest.rawValue,
      #"{"schemaVersion":2,"config":CONFIG,"layers":[{"mediaType":"a/b","size":-1,"digest":"\#(absent)"}]}"#,
      "MANIFEST_INVALID"
    ),
    (
      "brackets without end", MediaType.ociManifest.rawValue, String(repeating: "[", count: 100_000),
      "MANIFEST_INVALID"
    ),
  ]

  @Test(arguments: refusals)
  func `are refused with a reason where they are wrong`(
    refusal: (name: String, type: String?, text: String, code: String)
  ) async throws {
    try await RegistryFixture.run { registry in
      let bytes = try await Self.fill(refusal.text, .ociManifest, registry)
      let type = refusal.type.map { [(name: "Content-Type", value: $0)] } ?? []
      let reply = try await registry.send("PUT", "/v2/app/manifests/v1", type, body: .bytes(bytes))
      #expect(reply.status == 400)
      #expect(reply.text.contains("\"\(refusal.code)\""), "\(reply.text)")
      #expect(try await registry.send("GET", "/v2/app/manifests/v1").status == 404)
    }
  }

  @Test func `take their type from the document when the client names none`() async throws {
    try await RegistryFixture.run { registry in
      let text = #"{"schemaVersion":2,"mediaType":"TYPE","manifests":[]}"#
      let bytes = try await Self.fill(text, .dockerManifestList, registry)
      #expect(try await registry.send("PUT", "/v2/app/manifests/v1", body: .bytes(bytes)).status == 201)
      #expect(
        try await registry.send("GET", "/v2/app/manifests/v1")["Content-Type"]
          == MediaType.dockerManifestList.rawValue)
    }
  }

  @Test(arguments: [(4 * 1024 * 1024, 201), (4 * 1024 * 1024 + 1, 413)])
  func `may have four megabytes`(length: Int, status: Int) async throws {
    try await RegistryFixture.run { registry in
      let head = try await Self.fill(
        #"{"schemaVersion":2,"config":CONFIG,"layers":[],"x":""#, .ociManifest, registry)
      let bytes = head + [UInt8](repeating: 0x61, count: length - head.count - 2) + Array("\"}".utf8)
      let type = [(name: "Content-Type", value: MediaType.ociManifest.rawValue)]
      let reply = try await registry.send("PUT", "/v2/app/manifests/v1", type, body: .bytes(bytes))
      #expect(reply.status == status)
      guard status == 201 else { return #expect(reply.text.contains("MANIFEST_INVALID")) }
      #expect(try await registry.send("GET", "/v2/app/manifests/v1").body == bytes)
    }
  }

  @Test func `pushed by a digest that is not theirs are refused`() async throws {
    try await RegistryFixture.run { registry in
      let bytes = try await Self.fill(
        #"{"schemaVersion":2,"config":CONFIG,"layers":[]}"#, .ociManifest, registry)
      let type = [(name: "Content-Type", value: MediaType.ociManifest.rawValue)]
      for path in ["\(Self.absent)", "v1?digest=\(Self.absent)"] {
        let reply = try await registry.send("PUT", "/v2/app/manifests/\(path)", type, body: .bytes(bytes))
        #expect(reply.status == 400)
        #expect(reply.text.contains("DIGEST_INVALID"))
      }
      let digest = Digest.of(bytes, .sha512)
      let reply = try await registry.send(
        "PUT", "/v2/app/manifests/v1?digest=\(digest)", type, body: .bytes(bytes))
      #expect(reply["Docker-Content-Digest"] == digest.description)
    }
  }

  @Test func `with a length that is told wrong are taken with a warning`() async throws {
    try await RegistryFixture.run { registry in
      let layer = try await registry.pushBlob("a layer", to: "app", type: .ociLayer)
      let bytes = try await Self.fill(
        #"{"schemaVersion":2,"config":CONFIG,"layers":[{"mediaType":"a/b","size":99,"digest":"\#(layer.digest)"}]}"#,
        .ociManifest, registry)
      let reply = try await registry.send("PUT", "/v2/app/manifests/v1", body: .bytes(bytes))
      #expect(reply.status == 201)
      #expect(reply["Warning"] == "299 - \"\(layer.digest) has 7 bytes, not 99 as the manifest says\"")
    }
  }
}
