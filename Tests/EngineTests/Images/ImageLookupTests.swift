import DockerAPI
import OCI
import Testing

@testable import Engine

@Suite("Finding an image")
struct ImageLookupTests {
  @Test(
    arguments: [
      "nginx", "nginx:latest", "docker.io/library/nginx", "index.docker.io/library/nginx:latest",
      "library/nginx",
    ])
  func `Every spelling Docker accepts finds the image`(name: String) async throws {
    try await ImageStoreFixture.with(["nginx", "alpine"]) { fixture in
      let tags = try await fixture.store.inspect(name).repoTags
      #expect(tags == ["nginx:latest"])
    }
  }

  @Test func `An image is found by its id, by the start of it, and by its digest`() async throws {
    try await ImageStoreFixture.with(["nginx", "alpine"]) { fixture in
      let image = try await fixture.store.image("alpine")
      let digest = try #require(try await fixture.store.inspect("alpine").repoDigests?.first)
      for name in [
        image.id.description, image.id.hex, image.id.shortHex, "sha256:\(image.id.shortHex)", digest,
      ] {
        #expect(try await fixture.store.image(name).id == image.id, "\(name)")
      }
    }
  }

  @Test func `A start that fits two images is refused`() throws {
    var catalog = ImageCatalog()
    // Seventeen ids, sixteen first digits: two of them share one.
    let images = try (0..<17).map { number in
      try Image(
        config: Array(
          #"{"architecture":"","os":"","author":"\#(number)","rootfs":{"type":"","diff_ids":[]}}"#.utf8))
    }
    for image in images { catalog.add(image, layers: []) }
    let digits = Dictionary(grouping: images) { $0.id.hex.prefix(1) }
    let shared = String(try #require(digits.first { $0.value.count > 1 }).key)
    #expect(throws: EngineFault.ambiguousImagePrefix(shared)) { try catalog.image(shared) }
    #expect(try catalog.image(images[3].id.hex).id == images[3].id)
  }

  @Test(
    arguments: [
      ("nosuch", 404, "No such image: nosuch:latest"),
      ("nosuch:v1", 404, "No such image: nosuch:v1"),
      ("host-a:5000/testimage:v1", 404, "No such image: host-a:5000/testimage:v1"),
      ("0123abcd", 404, "No such image: 0123abcd:latest"),
      ("Alpine", 400, "invalid reference format: repository name must be lowercase"),
      ("{name}:5000/x", 400, "invalid reference format"),
    ])
  func `What is not there is named as Docker names it`(name: String, status: Int, message: String)
    async throws
  {
    try await ImageStoreFixture.with(["hello-world"]) { fixture in
      let fault = await ImageStoreFixture.fault { _ = try await fixture.store.image(name) }
      #expect(fault == EngineFault(status: status, message: message))
    }
  }
}
