import Basics
import HTTPClient
import OCI
import Testing

@testable import Registry

@Suite struct `Manifests` {
  @Test func `come back byte for byte by tag and by digest`() async throws {
    try await RegistryFixture.run { registry in
      let bytes = try await registry.pushImage("app", tag: "v1")
      let digest = Digest.sha256(of: bytes)
      for name in ["v1", digest.description] {
        let reply = try await registry.send("GET", "/v2/app/manifests/\(name)")
        #expect(reply.body == bytes)
        #expect(reply["Content-Type"] == MediaType.ociManifest.rawValue)
        #expect(reply["Docker-Content-Digest"] == digest.description)
        #expect(reply["Etag"] == "\"\(digest)\"")
      }
      let head = try await registry.send("HEAD", "/v2/app/manifests/v1")
      #expect(head["Content-Length"] == "\(bytes.count)")
      let again = try await registry.send("GET", "/v2/app/manifests/v1", [("If-None-Match", "\"\(digest)\"")])
      #expect(again.status == 304)
    }
  }

  @Test func `may list other manifests that are there`() async throws {
    try await RegistryFixture.run { registry in
      let child = try await registry.pushImage("app", tag: "v1")
      let descriptor = Descriptor(
        mediaType: .ociManifest, size: child.count, digest: .sha256(of: child), platform: .current)
      let whole = try JSONValue(encoding: ImageIndex(manifests: [descriptor])).utf8()
      let type = [(name: "Content-Type", value: MediaType.ociIndex.rawValue)]
      #expect(
        try await registry.send("PUT", "/v2/app/manifests/all", type, body: .bytes(whole)).status == 201)
      #expect(
        try await registry.send("PUT", "/v2/other/manifests/all", type, body: .bytes(whole)).status == 400)
    }
  }

  private static let digest = Digest.sha256(of: "{}".utf8)
  private static let wrong: [(String, String?, Int, String)] = [
    ("nonsense", "application/vnd.oci.image.manifest.v1+json", 400, "MANIFEST_INVALID"),
    ("[]", "application/vnd.oci.image.manifest.v1+json", 400, "MANIFEST_INVALID"),
    (#"{"schemaVersion":1}"#, "application/vnd.oci.image.manifest.v1+json", 400, "MANIFEST_INVALID"),
    (#"{"schemaVersion":2}"#, nil, 400, "MANIFEST_INVALID"),
    (#"{"schemaVersion":2,"manifests":[]}"#, "text/plain", 400, "MANIFEST_INVALID"),
    (
      #"{"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[]}"#,
      "application/vnd.docker.distribution.manifest.list.v2+json", 400, "MANIFEST_INVALID"
    ),
    (
      #"{"schemaVersion":2,"manifests":[],"layers":[]}"#, "application/vnd.oci.image.index.v1+json", 400,
      "MANIFEST_INVALID"
    ),
    (
      #"{"schemaVersion":2,"config":{"mediaType":"x/y","size":2,"digest":"\#(digest)"},"layers":[]}"#,
      "application/vnd.oci.image.manifest.v1+json", 400, "MANIFEST_BLOB_UNKNOWN"
    ),
    (
      String(repeating: " ", count: 4 * 1024 * 1024) + "{}", "application/vnd.oci.image.manifest.v1+json",
      413,
      "MANIFEST_INVALID"
    ),
    (
      #"{"schemaVersion":2,"manifests":[]}"#, "application/vnd.oci.image.index.v1+json; charset=utf-8", 201,
      ""
    ),
    (#"{"schemaVersion":2,"manifests":[]}"#, nil, 201, ""),
  ]

  @Test func `are refused unless they are sound and all they name is there`() async throws {
    try await RegistryFixture.run { registry in
      for (text, type, status, code) in Self.wrong {
        let headers = type.map { [(name: "Content-Type", value: $0)] } ?? []
        let reply = try await registry.send(
          "PUT", "/v2/app/manifests/v1", headers, body: .bytes(Array(text.utf8)))
        #expect(reply.status == status, "\(text.prefix(80)): \(reply.text)")
        #expect(reply.text.contains(code))
      }
    }
  }

  @Test func `are deleted by tag alone, or by digest with their tags`() async throws {
    try await RegistryFixture.run { registry in
      let bytes = try await registry.pushImage("app", tag: "v1")
      _ = try await registry.pushImage("app", tag: "v2")
      let digest = Digest.sha256(of: bytes)
      #expect(try await registry.send("DELETE", "/v2/app/manifests/v1").status == 202)
      #expect(try await registry.send("GET", "/v2/app/manifests/v1").status == 404)
      #expect(try await registry.send("GET", "/v2/app/manifests/\(digest)").status == 200)
      #expect(try await registry.send("DELETE", "/v2/app/manifests/\(digest)").status == 202)
      #expect(try await registry.send("GET", "/v2/app/tags/list").text == "{\"name\":\"app\",\"tags\":[]}\n")
      #expect(try await registry.send("DELETE", "/v2/app/manifests/\(digest)").status == 404)
    }
  }
}
