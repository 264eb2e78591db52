import Basics
import DockerAPI
import OCI
import Testing

@testable import Engine

@Suite("docker push")
struct PushTests {
  @Test func `A push prints each layer's way; a second finds them there; another repository mounts them`()
    async throws
  {
    try await ImageStoreFixture.with(["nginx:1.19.2"]) { fixture in
      let registry = MemoryRegistry()
      for name in ["localhost:5000/testimage:v1", "localhost:5000/other/web:1.0"] {
        try await fixture.store.tag("nginx:1.19.2", as: Reference(parsing: name))
      }
      let preparing = (1...5).map { "<\($0)>: Preparing" }
      func expected(_ repository: String, _ tag: String, _ outcome: String) -> [String] {
        ["The push refers to repository [\(repository)]"] + preparing + (1...5).map { "<\($0)>: \(outcome)" }
          + ["\(tag): digest: <digest> size: N", "aux: Tag Digest Size"]
      }
      let first = try await fixture.push("localhost:5000/testimage", tag: "v1", through: registry)
      #expect(first == expected("localhost:5000/testimage", "v1", "Pushed"))
      let second = try await fixture.push("localhost:5000/testimage", tag: "v1", through: registry)
      #expect(second == expected("localhost:5000/testimage", "v1", "Layer already exists"))
      let third = try await fixture.push("localhost:5000/other/web", tag: "1.0", through: registry)
      #expect(third == expected("localhost:5000/other/web", "1.0", "Mounted from testimage"))
      let digests = try #require(try await fixture.store.inspect("nginx:1.19.2").repoDigests)
      #expect(
        digests.map { String($0.prefix { $0 != "@" }) }
          == ["nginx", "localhost:5000/other/web", "localhost:5000/testimage"])
    }
  }

  @Test func `The image on the other machine has the same id`() async throws {
    let registry = MemoryRegistry()
    try await ImageStoreFixture.with(["httpd:2.4"]) { here in
      try await here.store.tag("httpd:2.4", as: Reference(parsing: "host-a:5000/testimage:v1"))
      _ = try await here.push("host-a:5000/testimage", tag: "v1", through: registry)
      try await ImageStoreFixture.with { there in
        _ = try await there.pull("host-a:5000/testimage", tag: "v1", through: registry)
        let id = try await there.store.image("host-a:5000/testimage:v1").id
        #expect(try await id == here.store.image("httpd:2.4").id)
      }
    }
  }

  @Test func `-a pushes every tag of the repository`() async throws {
    try await ImageStoreFixture.with(["alpine"]) { fixture in
      for tag in ["v1", "v2"] {
        try await fixture.store.tag("alpine", as: Reference(parsing: "localhost:5000/testimage:\(tag)"))
      }
      let lines = try await fixture.push("localhost:5000/testimage", through: MemoryRegistry())
      #expect(lines.contains("v1: digest: <digest> size: N"))
      #expect(lines.contains("v2: digest: <digest> size: N"))
      #expect(lines.contains("<1>: Pushed") && lines.contains("<1>: Layer already exists"))
    }
  }

  @Test(
    arguments: [
      ("host-a:5000/testimage", "v1", "An image does not exist locally with the tag: host-a:5000/testimage"),
      ("docker.io/library/nosuch", "latest", "An image does not exist locally with the tag: nosuch"),
      ("localhost:5000/testimage", "latest", "tag does not exist: localhost:5000/testimage:latest"),
    ])
  func `What cannot be pushed says why, after the first line`(name: String, tag: String, message: String)
    async throws
  {
    try await ImageStoreFixture.with(["alpine"]) { fixture in
      try await fixture.store.tag("alpine", as: Reference(parsing: "localhost:5000/testimage:v1"))
      let lines = try await fixture.push(name, tag: tag, through: MemoryRegistry())
      #expect(lines == ["The push refers to repository [\(name)]", "error: \(message)"])
    }
  }

  @Test func `A name without a registry goes to the hub, which refuses it`() async throws {
    try await ImageStoreFixture.with(["alpine"]) { fixture in
      try await fixture.store.tag("alpine", as: Reference(parsing: "testimage:v1"))
      let lines = try await fixture.push("docker.io/library/testimage", tag: "v1", through: MemoryRegistry())
      #expect(
        lines == [
          "The push refers to repository [docker.io/library/testimage]", "<1>: Preparing",
          "error: denied: requested access to the resource is denied",
        ])
    }
  }
}
