import Basics
import HTTPClient
import OCI
import Testing

@testable import Registry

/// OCI distribution specification 1.0 and 1.1, "Pulling manifests" and "Pulling blobs".
@Suite struct `Conformance, pull` {
  @Test func `of what does not exist is a 404 with an error body`() async throws {
    try await RegistryFixture.run { registry in
      let unknown = Digest.sha256(of: "nobody pushed this".utf8)
      for (path, code) in [
        ("/v2/app/blobs/\(unknown)", "BLOB_UNKNOWN"), ("/v2/app/manifests/\(unknown)", "MANIFEST_UNKNOWN"),
        ("/v2/app/manifests/nope", "MANIFEST_UNKNOWN"),
      ] {
        for method in ["GET", "HEAD"] {
          let reply = try await registry.send(method, path)
          #expect(reply.status == 404, "\(method) \(path)")
          guard method == "GET" else { continue }
          let error = try JSONValue(parsing: reply.body)["errors"]?.array?.first
          #expect(error?["code"]?.string == code)
          #expect(error?["message"]?.string != nil)
          #expect(reply["Content-Type"] == "application/json; charset=utf-8")
        }
      }
    }
  }

  @Test func `of a blob gives its bytes, and of its head the same fields without them`() async throws {
    try await RegistryFixture.run { registry in
      let blob = try await registry.pushBlob("0123456789", to: "app")
      let got = try await registry.send("GET", "/v2/app/blobs/\(blob.digest)")
      #expect(got.status == 200)
      #expect(got.text == "0123456789")
      let head = try await registry.send("HEAD", "/v2/app/blobs/\(blob.digest)")
      #expect(head.status == 200)
      #expect(head.body.isEmpty)
      for name in ["Content-Length", "Content-Type", "Docker-Content-Digest", "Etag", "Accept-Ranges"] {
        #expect(head[name] == got[name] && head[name] != nil, "\(name)")
      }
    }
  }

  @Test func `of a manifest works with any Accept and never converts`() async throws {
    try await RegistryFixture.run { registry in
      let bytes = try await registry.pushImage("app", tag: "v1")
      for accept in [nil, "*/*", "application/vnd.docker.distribution.manifest.v2+json", "text/html"] {
        let reply = try await registry.send(
          "GET", "/v2/app/manifests/v1", accept.map { [("Accept", $0)] } ?? [])
        #expect(reply.status == 200)
        #expect(reply.body == bytes)
        #expect(reply["Content-Type"] == MediaType.ociManifest.rawValue)
      }
    }
  }

  private static let conditions: [(String, Int)] = [
    ("\"DIGEST\"", 304), ("W/\"DIGEST\"", 304), ("\"other\", \"DIGEST\"", 304), ("*", 304),
    ("\"other\"", 200),
    ("DIGEST", 200), ("\"\"", 200), ("W/", 200),
  ]

  @Test(arguments: conditions)
  func `with If-None-Match sends only what the client has not got`(field: String, status: Int) async throws {
    try await RegistryFixture.run { registry in
      let manifest = Digest.sha256(of: try await registry.pushImage("app", tag: "v1"))
      let blob = try await registry.pushBlob("0123456789", to: "app").digest
      for (path, digest) in [("/v2/app/manifests/v1", manifest), ("/v2/app/blobs/\(blob)", blob)] {
        let parts = field.split(separator: "DIGEST", omittingEmptySubsequences: false)
        let value = parts.joined(separator: digest.description)
        for method in ["GET", "HEAD"] {
          let reply = try await registry.send(method, path, [("If-None-Match", value)])
          #expect(reply.status == status, "\(method) \(path) \(value)")
          #expect(reply["Etag"] == "\"\(digest)\"")
        }
      }
    }
  }

  @Test func `finds a manifest under blobs too, and a blob only in its own repository`() async throws {
    try await RegistryFixture.run { registry in
      let bytes = try await registry.pushImage("app", tag: "v1")
      let digest = Digest.sha256(of: bytes)
      #expect(try await registry.send("GET", "/v2/app/blobs/\(digest)").body == bytes)
      #expect(try await registry.send("GET", "/v2/other/blobs/\(digest)").status == 404)
      #expect(try await registry.send("GET", "/v2/other/manifests/\(digest)").status == 404)
      let layer = Digest.sha256(of: "layer of app".utf8)
      #expect(try await registry.send("GET", "/v2/other/blobs/\(layer)").status == 404)
      #expect(try await registry.send("GET", "/v2/app/manifests/\(layer)").status == 404)
    }
  }
}
