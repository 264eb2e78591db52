import Basics
import HTTPClient
import OCI
import TestSupport
import Testing

@testable import Registry

@Suite struct `Replies that are kept` {
  @Test func `show what another process did to a tag`() async throws {
    try await RegistryFixture.run(configure: { $0.now = { RegistryFixture.settledNow } }) { registry in
      let old = try await registry.pushImage("app", tag: "v1")
      let new = try await registry.pushImage("app2", tag: "v1")
      for _ in 1...3 { #expect(try await registry.send("GET", "/v2/app/manifests/v1").body == old) }
      let digest = Digest.sha256(of: new)
      let base = "\(registry.folder.path)/store/docker/registry/v2/repositories/app/_manifests"
      let revision = "\(base)/revisions/sha256/\(digest.hex)"
      try Folders.create(revision)
      try AtomicFile.write(digest.description.utf8, to: "\(revision)/link")
      try AtomicFile.write(digest.description.utf8, to: "\(base)/tags/v1/current/link")
      #expect(try await registry.send("GET", "/v2/app/manifests/v1").body == new)
    }
  }

  @Test func `end with the tag`() async throws {
    try await RegistryFixture.run(configure: { $0.now = { RegistryFixture.settledNow } }) { registry in
      _ = try await registry.pushImage("app", tag: "v1")
      for _ in 1...3 { #expect(try await registry.send("GET", "/v2/app/manifests/v1").status == 200) }
      #expect(try await registry.send("DELETE", "/v2/app/manifests/v1").status == 202)
      #expect(try await registry.send("GET", "/v2/app/manifests/v1").status == 404)
    }
  }
}
