import Basics
import DockerAPI
import OCI
import Testing

@testable import Engine

@Suite("docker images, inspect and history")
struct ImageListTests {
  @Test func `Images are listed newest first, with names, digests and sizes`() async throws {
    try await ImageStoreFixture.with(["nginx:1.19.2", "registry:2.7.1", "hello-world"]) { fixture in
      let rows = try await fixture.store.list()
      #expect(rows.compactMap(\.repoTags) == [["hello-world:latest"], ["registry:2.7.1"], ["nginx:1.19.2"]])
      #expect(rows.allSatisfy { $0.size > 0 && $0.virtualSize == $0.size && $0.sharedSize == -1 })
      #expect(rows[0].created == 1_683_221_823)
      #expect(rows[0].repoDigests?.first?.hasPrefix("hello-world@sha256:") == true)
    }
  }

  @Test(
    arguments: [
      (["reference": ["nginx"]], ["nginx:1.19.2", "nginx:latest"]),
      (["reference": ["nginx:1*"]], ["nginx:1.19.2"]),
      (["reference": ["*:latest"]], ["hello-world:latest", "nginx:latest"]),
      (["reference": ["localhost:5000/*"]], ["localhost:5000/web:v1"]),
      (["reference": ["nosuch"]], []),
      (["dangling": ["true"]], []),
      (["before": ["hello-world"]], ["nginx:1.19.2"]),
      (["since": ["hello-world"]], ["localhost:5000/web:v1", "nginx:latest"]),
      (["label": ["dev.dojo.workload=print"]], ["hello-world:latest"]),
      (
        ["label": ["dev.dojo.workload"], "reference": ["nginx"]], ["nginx:1.19.2", "nginx:latest"]
      ),
    ] as [([String: Set<String>], [String])])
  func `Filters choose as Docker's do`(_ filters: [String: Set<String>], _ expected: [String]) async throws {
    try await ImageStoreFixture.with(["nginx:1.19.2", "nginx", "hello-world"]) { fixture in
      try await fixture.store.tag("nginx", as: Reference(parsing: "localhost:5000/web:v1"))
      let names = try await fixture.store.list(FilterQuery(values: filters)).flatMap { $0.repoTags ?? [] }
      #expect(names.sorted() == expected)
    }
  }

  @Test func `An unknown filter and an unclear flag are refused in Docker's words`() async throws {
    try await ImageStoreFixture.with { fixture in
      let unknown = await ImageStoreFixture.fault {
        _ = try await fixture.store.list(FilterQuery(values: ["foo": ["bar"]]))
      }
      #expect(unknown == EngineFault(status: 400, message: "Invalid filter 'foo'"))
      let unclear = await ImageStoreFixture.fault {
        _ = try await fixture.store.list(FilterQuery(values: ["dangling": ["x"]]))
      }
      #expect(unclear?.message == "Invalid filter 'dangling=[x]'")
    }
  }

  @Test func `A name that moves to another image leaves the first without a tag`() async throws {
    try await ImageStoreFixture.with(["alpine", "busybox"]) { fixture in
      try await fixture.store.tag("busybox", as: Reference(parsing: "alpine"))
      let dangling = try await fixture.store.list(FilterQuery(values: ["dangling": ["true"]]))
      #expect(dangling.count == 1)
      #expect(dangling[0].repoTags == nil)
      let image = try await fixture.store.image("busybox")
      #expect(
        fixture.events.all == [
          ImageEvent(
            action: "tag", id: image.id.description, name: "alpine:latest", labels: image.labels)
        ])
    }
  }

  @Test func `inspect has the members of a real engine, in its order`() async throws {
    try await ImageStoreFixture.with(["registry:2.7.1"]) { fixture in
      let document = try JSONValue(encoding: try await fixture.store.inspect("registry:2.7.1"))
      #expect(
        document.object?.keys == [
          "Id", "RepoTags", "RepoDigests", "Parent", "Comment", "Created", "Container", "ContainerConfig",
          "DockerVersion", "Author", "Config", "Architecture", "Os", "Size", "VirtualSize", "GraphDriver",
          "RootFS", "Metadata",
        ])
      #expect(document["Config"]?["Entrypoint"] == ["/entrypoint.sh"])
      #expect(document["Config"]?["Volumes"] == ["/var/lib/registry": [:]])
      #expect(document["Created"] == "2021-11-12T00:20:44.071586Z")
    }
  }

  @Test func `history tells each step, newest first, the image's own id on top`() async throws {
    try await ImageStoreFixture.with(["hello-world"]) { fixture in
      let rows = try await fixture.store.history("hello-world")
      #expect(
        rows.map(\.createdBy) == [
          "/bin/sh -c #(nop)  CMD [\"/hello\"]", "/bin/sh -c #(nop) COPY file:hello in / ",
        ])
      #expect(rows[0].tags == ["hello-world:latest"])
      #expect(rows[0].size == 0)
      #expect(rows[1].id == "<missing>")
      #expect(rows[1].size > 100)
    }
  }

  @Test func `The store is the same after the machine starts again`() async throws {
    try await ImageStoreFixture.with(["registry:2.7.1", "nginx"]) { fixture in
      try await fixture.store.tag("nginx", as: Reference(parsing: "host-a:5000/testimage:v1"))
      let reopened = try ImageStoreFixture(folder: fixture.folder)
      #expect(try await reopened.store.list() == fixture.store.list())
      #expect(try await reopened.store.inspect("nginx") == fixture.store.inspect("nginx"))
      try await reopened.store.tag("nginx", as: Reference(parsing: "later:v1"))
      try await fixture.store.reload()
      #expect(try await fixture.store.image("later:v1") == reopened.store.image("nginx"))
    }
  }
}
