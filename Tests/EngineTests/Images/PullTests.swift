import Basics
import DockerAPI
import OCI
import Testing

@testable import Engine

@Suite("docker pull")
struct PullTests {
  @Test func `A new image prints each layer's way, its digest, and what came of it`() async throws {
    try await ImageStoreFixture.with { fixture in
      let lines = try await fixture.pull(
        "docker.io/library/registry", tag: "2.7.1", through: MemoryRegistry())
      let ids = 1...5
      #expect(
        lines == ["2.7.1: Pulling from library/registry"] + ids.map { "<\($0)>: Pulling fs layer" }
          + ["<4>: Waiting", "<5>: Waiting"]
          + ids.flatMap { ["<\($0)>: Verifying Checksum", "<\($0)>: Download complete"] }
          + ids.map { "<\($0)>: Pull complete" }
          + ["Digest: <digest>", "Status: Downloaded newer image for registry:2.7.1"])
      let labels = ["dev.dojo.workload": "registry", "dev.dojo.workload.image": "registry"]
      #expect(
        fixture.events.all == [
          ImageEvent(action: "pull", id: "registry:2.7.1", name: "registry", labels: labels)
        ])
    }
  }

  @Test func `An image that is here is up to date; another name of it is new`() async throws {
    try await ImageStoreFixture.with(["nginx:1.19.2"]) { fixture in
      let registry = MemoryRegistry()
      let again = try await fixture.pull("nginx", tag: "1.19.2", through: registry)
      #expect(
        again == [
          "1.19.2: Pulling from library/nginx", "Digest: <digest>",
          "Status: Image is up to date for nginx:1.19.2",
        ])
      let image = try await fixture.store.image("nginx:1.19.2").id
      try await fixture.store.tag("nginx:1.19.2", as: Reference(parsing: "localhost:5000/testimage:v1"))
      _ = try await fixture.push("localhost:5000/testimage", tag: "v1", through: registry)
      _ = try await fixture.store.remove("localhost:5000/testimage:v1", force: false, uses: [])
      let back = try await fixture.pull("localhost:5000/testimage", tag: "v1", through: registry)
      #expect(
        back == [
          "v1: Pulling from testimage", "Digest: <digest>",
          "Status: Downloaded newer image for localhost:5000/testimage:v1",
        ])
      #expect(try await fixture.store.image("localhost:5000/testimage:v1").id == image)
    }
  }

  @Test func `A layer that another image brought already is not fetched again`() async throws {
    try await ImageStoreFixture.with(["nginx"]) { fixture in
      let lines = try await fixture.pull("httpd", tag: "2.4", through: MemoryRegistry())
      #expect(lines.contains("<1>: Already exists"))
      #expect(!lines.contains("<1>: Download complete"))
      #expect(lines.contains("<2>: Pull complete"))
    }
  }

  @Test func `By digest the reference itself is the name`() async throws {
    try await ImageStoreFixture.with(["alpine"]) { fixture in
      let name = try #require(try await fixture.store.inspect("alpine").repoDigests?.first)
      let digest = String(name.drop { $0 != "@" }.dropFirst())
      let lines = try await fixture.pull("docker.io/library/alpine", tag: digest, through: MemoryRegistry())
      #expect(lines.last == "Status: Image is up to date for alpine@<digest>")
      #expect(lines.first == "docker.io/library/\(name): Pulling from library/alpine")
    }
  }

  @Test func `-a pulls every tag of the repository`() async throws {
    try await ImageStoreFixture.with { fixture in
      let lines = try await fixture.pull("docker.io/library/nginx", through: MemoryRegistry())
      let tags = lines.filter { $0.hasSuffix(": Pulling from library/nginx") }.map { $0.prefix { $0 != ":" } }
      #expect(
        tags == ["1", "1-alpine", "1.19.2", "1.27", "1.27-alpine", "1.27.5", "alpine", "latest"], "\(lines)")
      #expect(lines.last == "Status: Downloaded newer image for nginx")
      #expect(try await fixture.store.list().count == 3)
    }
  }

  @Test(
    arguments: [
      ("registry", "2.7", "manifest for registry:2.7 not found: manifest unknown: manifest unknown"),
      (
        "nosuchuser/nosuchimage", "latest",
        "pull access denied for nosuchuser/nosuchimage, repository does not exist or may require 'docker login': "
          + "denied: requested access to the resource is denied"
      ),
      (
        "localhost:5000/x", "nosuch",
        "manifest for localhost:5000/x:nosuch not found: manifest unknown: manifest unknown"
      ),
    ])
  func `What is not there is an error before anything is printed`(name: String, tag: String, message: String)
    async throws
  {
    try await ImageStoreFixture.with { fixture in
      let fault = await ImageStoreFixture.fault {
        _ = try await fixture.pull(name, tag: tag, through: MemoryRegistry())
      }
      #expect(fault?.status == 404)
      #expect(fault?.message.split(separator: "\n").first.map(String.init) == message)
    }
  }

  @Test(arguments: Language.allCases)
  func `What dojo does not bring along is named, with the way to a real Docker`(language: Language)
    async throws
  {
    try await ImageStoreFixture.with { fixture in
      let fault = await ImageStoreFixture.fault {
        _ = try await fixture.pull("ubuntu", tag: "12.04", through: MemoryRegistry(language: language))
      }
      let notice = try #require(fault?.message.split(separator: "\n").last)
      #expect(notice.contains("ubuntu:latest, ubuntu:24.04, ") && notice.contains("--docker system"))
      #expect(!notice.contains("nginx"))
      #expect(notice.contains("練習用マシン") == (language == .japanese))
    }
  }

  @Test func `A platform that does not exist is refused; another one than the image's is warned about`()
    async throws
  {
    try await ImageStoreFixture.with { fixture in
      let fault = await ImageStoreFixture.fault {
        _ = try await fixture.pull("alpine", tag: "latest", platform: "foobar", through: MemoryRegistry())
      }
      #expect(
        fault
          == EngineFault(
            status: 400, message: "\"foobar\": unknown operating system or architecture: invalid argument"))
      let lines = try await fixture.pull(
        "docker.io/library/alpine", tag: "latest", platform: "linux/s390x", through: MemoryRegistry())
      #expect(
        lines.last
          == "WARNING: image with reference docker.io/library/alpine was found but does not match the specified "
          + "platform: wanted linux/s390x, actual: linux/amd64")
    }
  }
}
