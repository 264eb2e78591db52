import Basics
import DockerAPI
import OCI
import Testing

@testable import Engine

@Suite("Images between machines and a real registry")
struct RegistryTransferTests {
  @Test func `An image travels from one machine to another and keeps its id`() async throws {
    try await RegistryFixture.with { registry in
      try await ImageStoreFixture.with(["nginx:1.19.2"]) { here in
        let world = try registry.registries()
        try await here.store.tag("nginx:1.19.2", as: Reference(parsing: "host-a:5000/testimage:v1"))
        let pushed = try await here.push("host-a:5000/testimage", tag: "v1", through: world)
        #expect(
          pushed == ["The push refers to repository [host-a:5000/testimage]"]
            + (1...5).map { "<\($0)>: Preparing" } + (1...5).map { "<\($0)>: Pushed" }
            + ["v1: digest: <digest> size: N", "aux: Tag Digest Size"])
        try await ImageStoreFixture.with { there in
          let pulled = try await there.pull("host-a:5000/testimage", tag: "v1", through: world)
          #expect(pulled.first == "v1: Pulling from testimage")
          #expect(pulled.last == "Status: Downloaded newer image for host-a:5000/testimage:v1")
          let id = try await there.store.image("host-a:5000/testimage:v1").id
          #expect(try await id == here.store.image("nginx:1.19.2").id)
          #expect(
            try await there.store.inspect("host-a:5000/testimage:v1").repoDigests?.first
              == here.store.inspect("nginx:1.19.2").repoDigests?.last)
        }
      }
    }
  }

  @Test func `The hub is a registry too: every bundled image comes from it over the protocol`() async throws {
    try await RegistryFixture.with { registry in
      try await ImageStoreFixture.with { fixture in
        let world = try registry.registries()
        let bundle = try BundledImages(folder: ImageStoreFixture.bundleFolder)
        for name in bundle.names {
          let lines = try await fixture.pull(name, through: world)
          #expect(lines.last == "Status: Downloaded newer image for \(name)")
        }
        let all = try await fixture.pull("nginx", through: world)
        #expect(all.last == "Status: Image is up to date for nginx")
        #expect(try await fixture.store.list().count == Set(bundle.entries.map(\.manifest.digest)).count)
        let fault = await ImageStoreFixture.fault {
          _ = try await fixture.pull("registry", tag: "2.7", through: world)
        }
        #expect(
          fault?.message.hasPrefix(
            "manifest for registry:2.7 not found: manifest unknown: manifest unknown\n") == true)
      }
    }
  }

  @Test func `A mirror is asked first, and the hub for what no mirror has`() async throws {
    try await RegistryFixture.with { registry in
      try await ImageStoreFixture.with(["nginx:1.19.2"]) { fixture in
        // Another image under the hub's own name tells who has answered.
        let direct = try registry.registries()
        try await fixture.store.tag(
          "nginx:1.19.2", as: Reference(parsing: "host-a:5000/library/alpine:latest"))
        _ = try await fixture.push("host-a:5000/library/alpine", tag: "latest", through: direct)
        let nginx = try await fixture.store.image("nginx:1.19.2").id
        try await ImageStoreFixture.with { there in
          let mirrored = try registry.registries(
            insecure: [], mirrors: ["http://nosuch:5000/", "http://host-a:5000/"])
          _ = try await there.pull("alpine", tag: "latest", through: mirrored)
          #expect(try await there.store.image("alpine").id == nginx)
          let pulled = try await there.pull("busybox", tag: "latest", through: mirrored)
          #expect(pulled.last == "Status: Downloaded newer image for busybox:latest")
          let fault = await ImageStoreFixture.fault {
            _ = try await there.pull("nosuch", tag: "latest", through: mirrored)
          }
          #expect(
            fault?.message.hasPrefix("pull access denied for nosuch") == true, "\(String(describing: fault))")
        }
      }
    }
  }

  @Test func `Layers are found there again, and taken from another repository`() async throws {
    try await RegistryFixture.with { registry in
      try await ImageStoreFixture.with(["httpd:2.4"]) { fixture in
        let world = try registry.registries()
        for name in ["host-a:5000/testimage:v1", "host-a:5000/testimage:v2", "host-a:5000/other/web:1.0"] {
          try await fixture.store.tag("httpd:2.4", as: Reference(parsing: name))
        }
        _ = try await fixture.push("host-a:5000/testimage", tag: "v1", through: world)
        let all = try await fixture.push("host-a:5000/testimage", through: world)
        #expect(all.filter { $0 == "<1>: Layer already exists" }.count == 2)
        let mounted = try await fixture.push("host-a:5000/other/web", tag: "1.0", through: world)
        #expect(mounted.filter { $0.hasSuffix(": Mounted from testimage") }.count == 4)
        let tags = try await fixture.pull("host-a:5000/testimage", through: world)
        #expect(
          tags.filter { $0.hasSuffix(": Pulling from testimage") }
            == ["v1", "v2"].map { "\($0): Pulling from testimage" })
      }
    }
  }

  @Test(
    arguments: [
      (
        "host-a:5000/x", [],
        "Get \"https://host-a:5000/v2/\": http: server gave HTTP response to HTTPS client"
      ),
      (
        "host-a:5003/x", ["host-a:5003"],
        "Get \"http://host-a:5003/v2/\": dial tcp 192.0.2.1:5003: connect: connection refused"
      ),
      (
        "localhost:5001/x", [],
        "Get \"http://localhost:5001/v2/\": dial tcp 192.0.2.1:5001: connect: connection refused"
      ),
      (
        "nosuchhost.example:5000/x", [],
        "Get \"https://nosuchhost.example:5000/v2/\": dial tcp: lookup nosuchhost.example: no such host"
      ),
    ] as [(String, [String], String)])
  func `A registry that cannot be reached says why, in a push and in a pull`(
    name: String, insecure: [String], message: String
  ) async throws {
    try await RegistryFixture.with { registry in
      try await ImageStoreFixture.with(["alpine"]) { fixture in
        let world = try registry.registries(insecure: insecure)
        try await fixture.store.tag("alpine", as: Reference(parsing: "\(name):v1"))
        let pushed = try await fixture.push(name, tag: "v1", through: world)
        #expect(pushed == ["The push refers to repository [\(name)]", "error: \(message)"])
        let fault = await ImageStoreFixture.fault {
          _ = try await fixture.pull(name, tag: "v1", through: world)
        }
        #expect(fault == EngineFault(status: 500, message: message))
      }
    }
  }

  @Test func `Loopback needs no list; a missing tag is named as Docker names it`() async throws {
    try await RegistryFixture.with { registry in
      try await ImageStoreFixture.with(["alpine"]) { fixture in
        let world = try registry.registries(insecure: [])
        try await fixture.store.tag("alpine", as: Reference(parsing: "localhost:5000/testimage:v1"))
        let pushed = try await fixture.push("localhost:5000/testimage", tag: "v1", through: world)
        #expect(pushed.contains("<1>: Pushed"))
        let fault = await ImageStoreFixture.fault {
          _ = try await fixture.pull("localhost:5000/testimage", tag: "latest", through: world)
        }
        #expect(
          fault
            == EngineFault(
              status: 404,
              message:
                "manifest for localhost:5000/testimage:latest not found: manifest unknown: manifest unknown"
            ))
      }
    }
  }
}
