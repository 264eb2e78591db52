import DockerAPI
import OCI
import Testing

@testable import Engine

@Suite("docker rmi")
struct ImageRemovalTests {
  @Test func `Removing one of several names only takes the name away`() async throws {
    try await ImageStoreFixture.with(["nginx"]) { fixture in
      try await fixture.store.tag("nginx", as: Reference(parsing: "localhost:5000/testimage:v1"))
      let records = try await fixture.store.remove("localhost:5000/testimage:v1", force: false, uses: [])
      #expect(records == [ImageDeletion(untagged: "localhost:5000/testimage:v1")])
      #expect(try await fixture.store.inspect("nginx").repoTags == ["nginx:latest"])
    }
  }

  @Test func `Removing the last name removes its digest, the image and each layer, topmost first`()
    async throws
  {
    try await ImageStoreFixture.with(["nginx:1.19.2"]) { fixture in
      let image = try await fixture.store.image("nginx:1.19.2")
      let digest = try #require(try await fixture.store.inspect("nginx:1.19.2").repoDigests?.first)
      let records = try await fixture.store.remove("nginx:1.19.2", force: false, uses: [])
      #expect(records.compactMap(\.untagged) == ["nginx:1.19.2", digest])
      #expect(records.compactMap(\.deleted) == ([image.id] + image.chainIDs.reversed()).map(\.description))
      #expect(try BlobFolder(inside: fixture.folder).digests().isEmpty)
      #expect(fixture.events.actions == ["untag", "untag", "delete"])
    }
  }

  @Test func `A layer that another image stands on stays`() async throws {
    try await ImageStoreFixture.with(["nginx", "httpd:2.4"]) { fixture in
      let base = try #require(try await fixture.store.image("nginx").diffIDs.first)
      let records = try await fixture.store.remove("httpd:2.4", force: false, uses: [])
      #expect(!records.compactMap(\.deleted).contains(base.description))
      #expect(try await fixture.store.archives(of: fixture.store.image("nginx")).count == 7)
    }
  }

  @Test(arguments: [true, false])
  func `A container of the image is a conflict, and -f is told what it may do`(isRunning: Bool) async throws {
    try await ImageStoreFixture.with(["alpine"]) { fixture in
      let image = try await fixture.store.image("alpine")
      let uses = [ImageUse(container: "7787d4f6d9f0aaaa", image: image.id, isRunning: isRunning)]
      let fault = await ImageStoreFixture.fault {
        _ = try await fixture.store.remove("alpine:latest", force: false, uses: uses)
      }
      #expect(
        fault
          == EngineFault(
            status: 409,
            message:
              "conflict: unable to remove repository reference \"alpine:latest\" (must force) - container "
              + "7787d4f6d9f0 is using its referenced image \(image.id.shortHex)"))
      let forced = try await fixture.store.remove("alpine:latest", force: true, uses: uses)
      #expect(forced.first == ImageDeletion(untagged: "alpine:latest"))
      #expect(forced.contains { $0.deleted != nil } == !isRunning)
      let listed = try await fixture.store.list(FilterQuery(values: ["dangling": ["true"]])).map(\.id)
      #expect(listed == (isRunning ? [image.id.description] : []))
    }
  }

  @Test func `The layers of a container outlive its image until the container is gone`() async throws {
    try await ImageStoreFixture.with(["alpine", "busybox"]) { fixture in
      let image = try await fixture.store.image("alpine")
      let uses = [ImageUse(container: "c", image: image.id, isRunning: false)]
      _ = try await fixture.store.remove("alpine", force: true, uses: uses)
      #expect(try await fixture.store.archives(of: image).count == 1)
      let reopened = try ImageStoreFixture(folder: fixture.folder)
      #expect(try await reopened.store.list().count == 1)
      _ = try await reopened.store.remove("busybox", force: false, uses: [])
      #expect(try BlobFolder(inside: fixture.folder).digests().isEmpty)
    }
  }

  @Test func `By id: one repository goes whole, several need -f`() async throws {
    try await ImageStoreFixture.with(["hello-world"]) { fixture in
      let id = try await fixture.store.image("hello-world").id
      let digest = try #require(try await fixture.store.inspect("hello-world").repoDigests?.first)
      try await fixture.store.tag("hello-world", as: Reference(parsing: "hw:copy"))
      let fault = await ImageStoreFixture.fault {
        _ = try await fixture.store.remove(id.shortHex, force: false, uses: [])
      }
      #expect(
        fault?.message
          == "conflict: unable to delete \(id.shortHex) (must be forced) - image is referenced in multiple "
          + "repositories")
      let records = try await fixture.store.remove(id.shortHex, force: true, uses: [])
      #expect(records.compactMap(\.untagged) == ["hello-world:latest", digest, "hw:copy"])
      #expect(records.compactMap(\.deleted).count == 2)
    }
  }

  @Test func `By id, a running container's image cannot be forced away`() async throws {
    try await ImageStoreFixture.with(["alpine"]) { fixture in
      let id = try await fixture.store.image("alpine").id
      let uses = [ImageUse(container: "0123456789abcdef", image: id, isRunning: true)]
      let fault = await ImageStoreFixture.fault {
        _ = try await fixture.store.remove(id.hex, force: true, uses: uses)
      }
      #expect(
        fault?.message
          == "conflict: unable to delete \(id.shortHex) (cannot be forced) - image is being used by running "
          + "container 0123456789ab")
      #expect(try await fixture.store.list().count == 1)
    }
  }

  @Test func `Pruning takes dangling images, with dangling=false everything no container uses`() async throws
  {
    try await ImageStoreFixture.with(["alpine", "busybox", "hello-world"]) { fixture in
      let store = fixture.store
      #expect(try await store.prune(.none, uses: []) == ImagesPruned())
      let alpine = try await store.image("alpine")
      let size = await store.size(of: alpine)
      try await store.tag("busybox", as: Reference(parsing: "alpine:latest"))
      let pruned = try await store.prune(FilterQuery(values: ["dangling": ["true"]]), uses: [])
      #expect(pruned.imagesDeleted?.compactMap(\.deleted).first == alpine.id.description)
      #expect(pruned.spaceReclaimed == size)
      let busybox = try await store.image("busybox").id
      let uses = [ImageUse(container: "c", image: busybox, isRunning: false)]
      _ = try await store.prune(FilterQuery(values: ["dangling": ["false"]]), uses: uses)
      #expect(try await store.list().map(\.id) == [busybox.description])
    }
  }
}
