import Basics
import ContentStore
import HTTPClient
import OCI
import Testing

@testable import Registry

/// OCI distribution specification 1.0 and 1.1, "Content Discovery" and "Content Management".
@Suite struct `Conformance, discovery` {
  @Test func `of tags goes page by page through Link`() async throws {
    try await RegistryFixture.run { registry in
      for tag in ["b", "B", "a", "1", "_x"] { _ = try await registry.pushImage("app", tag: tag) }
      var path: String? = "/v2/app/tags/list?n=2"
      var found: [String] = []
      while let next = path {
        let reply = try await registry.send("GET", next)
        #expect(reply.status == 200)
        found += try JSONValue(parsing: reply.body)["tags"]?.array?.compactMap(\.string) ?? []
        let link = reply["Link"]
        #expect(link.map { $0.hasSuffix(">; rel=\"next\"") } ?? true)
        path = link.map { String($0.dropFirst().prefix { $0 != ">" }) }
      }
      #expect(found == ["1", "B", "_x", "a", "b"])
      for (query, tags, hasLink) in [
        ("n=0", "[]", false), ("n=5", #"["1","B","_x","a","b"]"#, false), ("last=_x", #"["a","b"]"#, false),
        ("last=_y&n=1", #"["a"]"#, true), ("last=zzz", "[]", false),
      ] {
        let reply = try await registry.send("GET", "/v2/app/tags/list?\(query)")
        #expect(reply.text == "{\"name\":\"app\",\"tags\":\(tags)}\n", "\(query)")
        #expect((reply["Link"] != nil) == hasLink, "\(query)")
      }
    }
  }

  /// Pushes an image that is about another one.
  private func attach(
    _ number: Int, to subject: Descriptor, artifactType: String?, _ registry: RegistryFixture,
    configType: MediaType = .ociEmpty
  ) async throws -> (Digest, ClientReply) {
    let config = try await registry.pushBlob("{}", to: "app", type: configType)
    var manifest = Manifest(mediaType: .ociManifest, config: config, layers: [])
    manifest.subject = subject
    manifest.artifactType = artifactType
    manifest.annotations = ["number": "\(number)"]
    let bytes = try manifest.dockerBytes()
    let digest = Digest.sha256(of: bytes)
    let type = [(name: "Content-Type", value: MediaType.ociManifest.rawValue)]
    return (
      digest,
      try await registry.send("PUT", "/v2/app/manifests/\(digest)", type, body: .bytes(bytes))
    )
  }

  private func referrers(_ reply: ClientReply) throws -> [Digest] {
    #expect(reply.status == 200)
    #expect(reply["Content-Type"] == MediaType.ociIndex.rawValue)
    let index: ImageIndex = try JSONValue(parsing: reply.body).decoded()
    #expect(index.schemaVersion == 2)
    #expect(index.mediaType == .ociIndex)
    return index.manifests.map(\.digest)
  }

  @Test func `of referrers, with and without a filter`() async throws {
    try await RegistryFixture.run { registry in
      // What the referrers are about need not be there, and may come later.
      let subject = Descriptor(mediaType: .ociManifest, size: 9, digest: .sha256(of: "later".utf8))
      let path = "/v2/app/referrers/\(subject.digest)"
      #expect(try referrers(await registry.send("GET", path)).isEmpty)
      let (sbom, pushed) = try await attach(1, to: subject, artifactType: "x/sbom", registry)
      #expect(pushed.status == 201)
      #expect(pushed["OCI-Subject"] == subject.digest.description)
      let (signature, _) = try await attach(
        2, to: subject, artifactType: nil, registry, configType: MediaType(rawValue: "x/signature"))
      let other = Descriptor(mediaType: .ociManifest, size: 9, digest: .sha256(of: "other".utf8))
      _ = try await attach(3, to: other, artifactType: "x/sbom", registry)
      let all = try await registry.send("GET", path)
      #expect(try referrers(all) == [sbom, signature].sorted())
      #expect(all["OCI-Filters-Applied"] == nil)
      let entry = try JSONValue(parsing: all.body)["manifests"]?.array?.first {
        $0["digest"]?.string == signature.description
      }
      #expect(entry?["artifactType"]?.string == "x/signature")
      #expect(entry?["annotations"]?["number"]?.string == "2")
      #expect(entry?["mediaType"]?.string == MediaType.ociManifest.rawValue)
      let some = try await registry.send("GET", "\(path)?artifactType=x%2Fsbom")
      #expect(try referrers(some) == [sbom])
      #expect(some["OCI-Filters-Applied"] == "artifactType")
      #expect(try referrers(await registry.send("GET", "\(path)?artifactType=none")).isEmpty)
      #expect(try await registry.send("DELETE", "/v2/app/manifests/\(sbom)").status == 202)
      #expect(try referrers(await registry.send("GET", path)) == [signature])
    }
  }

  @Test func `of referrers never fails for what is unknown, only for what is malformed`() async throws {
    try await RegistryFixture.run { registry in
      let zero = "sha256:\(String(repeating: "0", count: 64))"
      #expect(try referrers(await registry.send("GET", "/v2/nowhere/referrers/\(zero)")).isEmpty)
      let reply = try await registry.send("GET", "/v2/nowhere/referrers/sha256:zz")
      #expect(reply.status == 400)
      #expect(reply.text.contains("DIGEST_INVALID"))
      #expect(try await registry.send("POST", "/v2/nowhere/referrers/\(zero)").status == 405)
    }
  }

  @Test func `of referrers that a client listed under a fallback tag before there was an API`() async throws {
    try await RegistryFixture.run { registry in
      let subject = Descriptor(mediaType: .ociManifest, size: 9, digest: .sha256(of: "subject".utf8))
      let (referrer, _) = try await attach(1, to: subject, artifactType: "x/sbom", registry)
      let index = ImageIndex(manifests: [Descriptor(mediaType: .ociManifest, size: 1, digest: referrer)])
      let fallback = "sha256-\(subject.digest.hex)"
      let put = try await registry.send(
        "PUT", "/v2/app/manifests/\(fallback)", [("Content-Type", MediaType.ociIndex.rawValue)],
        body: .bytes(try JSONValue(encoding: index).utf8()))
      #expect(put.status == 201)
      #expect(try referrers(await registry.send("GET", "/v2/app/referrers/\(subject.digest)")) == [referrer])
    }
  }

  @Test func `of many referrers goes page by page`() async throws {
    try await RegistryFixture.run { registry in
      let subject = Descriptor(mediaType: .ociManifest, size: 9, digest: .sha256(of: "subject".utf8))
      let config = try await registry.pushBlob("{}", to: "app", type: .ociEmpty)
      var pushed: [Digest] = []
      for number in 0..<2 {
        var manifest = Manifest(mediaType: .ociManifest, config: config, layers: [])
        manifest.subject = subject
        manifest.annotations = ["number": "\(number)", "text": String(repeating: "x", count: 1_700_000)]
        pushed.append(try registry.store.putManifest(manifest.dockerBytes(), in: .init(parsing: "app")))
      }
      var path: String? = "/v2/app/referrers/\(subject.digest)"
      var found: [Digest] = []
      var pages = 0
      while let next = path {
        let reply = try await registry.send("GET", next)
        #expect(reply.body.count < 4 * 1024 * 1024)
        found += try referrers(reply)
        pages += 1
        path = reply["Link"].map { String($0.dropFirst().prefix { $0 != ">" }) }
      }
      #expect(found == pushed.sorted())
      #expect(pages == 2)
    }
  }
}

@Suite struct `Conformance, management` {
  @Test func `deletes a tag and leaves the manifest and its other tags`() async throws {
    try await RegistryFixture.run { registry in
      let bytes = try await registry.pushImage("app", tag: "v1")
      _ = try await registry.send(
        "PUT", "/v2/app/manifests/v2", [("Content-Type", MediaType.ociManifest.rawValue)], body: .bytes(bytes)
      )
      #expect(try await registry.send("DELETE", "/v2/app/manifests/v1").status == 202)
      #expect(try await registry.send("GET", "/v2/app/manifests/v1").status == 404)
      #expect(try await registry.send("GET", "/v2/app/manifests/v2").body == bytes)
      #expect(try await registry.send("DELETE", "/v2/app/manifests/v1").status == 404)
    }
  }

  @Test func `deletes a manifest with all its tags, in one repository`() async throws {
    try await RegistryFixture.run { registry in
      let bytes = try await registry.pushImage("app", tag: "v1")
      let digest = Digest.sha256(of: bytes)
      for name in ["app", "other"] {
        for blob in ["layer of app", "{}"] { _ = try await registry.pushBlob(blob, to: name) }
        for tag in ["v1", "v2"] {
          _ = try await registry.send("PUT", "/v2/\(name)/manifests/\(tag)", body: .bytes(bytes))
        }
      }
      #expect(try await registry.send("DELETE", "/v2/app/manifests/\(digest)").status == 202)
      #expect(try await registry.send("GET", "/v2/app/tags/list").text == "{\"name\":\"app\",\"tags\":[]}\n")
      for name in ["v1", "v2", digest.description] {
        #expect(try await registry.send("GET", "/v2/app/manifests/\(name)").status == 404)
        #expect(try await registry.send("GET", "/v2/other/manifests/\(name)").status == 200)
      }
    }
  }

  @Test func `where deleting is off leaves manifests, tags and blobs alone`() async throws {
    try await RegistryFixture.run(allowsDelete: false) { registry in
      let digest = Digest.sha256(of: try await registry.pushImage("app", tag: "v1"))
      let layer = Digest.sha256(of: "layer of app".utf8)
      for path in ["manifests/v1", "manifests/\(digest)", "blobs/\(layer)"] {
        let reply = try await registry.send("DELETE", "/v2/app/\(path)")
        #expect(reply.status == 405, "\(path)")
        #expect(reply.text.contains("UNSUPPORTED"))
        #expect(reply["Allow"] != nil)
        #expect(try await registry.send("GET", "/v2/app/\(path)").status == 200)
      }
    }
  }
}
