import Basics
import DockerAPI
import DockerCLI
import EngineClient
import TestSupport
import Testing

@testable import Engine

@Suite("The bundled docker against a practice machine")
struct BundledDockerTests {
  @Test func `pauses, goes on, and says of what is not paused what Docker says`() async throws {
    try await NeighbourhoodFixture.with { lab in
      let id = try await lab.host.run(.of("registry:2.7.1"), name: "reg")
      #expect(await lab.bundledDocker(["pause", "reg"]) == (0, "reg\n", ""))
      #expect(await lab.bundledDocker(["ps", "--format", "{{.Status}}"]).output.hasSuffix(" (Paused)\n"))
      #expect(await lab.bundledDocker(["container", "unpause", "reg"]) == (0, "reg\n", ""))
      #expect(
        await lab.bundledDocker(["unpause", "reg"])
          == (1, "", "Error response from daemon: Container \(id) is not paused\n"))
    }
  }

  @Test func `changes a restart rule, and asks for an option when there is none`() async throws {
    try await NeighbourhoodFixture.with { lab in
      try await lab.host.run(.of("registry:2.7.1"), name: "reg")
      #expect(await lab.bundledDocker(["update", "--restart", "always", "reg"]) == (0, "reg\n", ""))
      #expect(try await lab.host.inspect("reg").hostConfig.restartPolicy.name == "always")
      #expect(
        await lab.bundledDocker(["update", "reg"])
          == (1, "", "you must provide one or more flags when using this command\n"))
      #expect(await lab.bundledDocker(["update", "-m", "1g", "reg"]).exit != 0)
    }
  }

  @Test func `finds the bundled images and nothing else`() async throws {
    try await NeighbourhoodFixture.with { lab in
      let found = await lab.bundledDocker(["search", "nginx", "--format", "{{.Name}} {{.IsOfficial}}"])
      #expect(found == (0, "nginx [OK]\n", ""))
      #expect(
        await lab.bundledDocker(["search", "zzz"]).output == "NAME      DESCRIPTION   STARS     OFFICIAL\n")
      #expect(
        await lab.bundledDocker(["search", "--limit", "101", "a"]).errors
          == "Error response from daemon: Limit 101 is outside the range of [1, 100]\n")
    }
  }

  @Test func `makes an image of an archive of files, with what a container is to start`() async throws {
    try await NeighbourhoodFixture.with { lab in
      let hello = Array("hello\n".utf8)
      let tar = ArchiveMember.file("note.txt", hello) + ArchiveMember.end
      try AtomicFile.write(tar, to: "\(lab.scratch.path)/files.tar")
      let imported = await lab.bundledDocker([
        "import", "-c", #"CMD ["cat", "note.txt"]"#, "-c", "ENV A=1 B=\"two words\"", "-m", "by hand",
        "files.tar", "flat:1",
      ])
      let image = try await lab.host.images.image("flat:1")
      #expect(imported == (0, "\(image.id)\n", ""))
      #expect(image.defaults.command == ["cat", "note.txt"])
      #expect(image.defaults.environment == ["A=1", "B=two words"])
      #expect(await lab.host.images.size(of: image) == 6)
      #expect(
        await lab.bundledDocker(["history", "--format", "{{.Comment}} {{.Size}}", "flat:1"]).output
          == "by hand 6B\n")
      try AtomicFile.write(Array("none".utf8), to: "\(lab.scratch.path)/bad.tar")
      #expect(
        await lab.bundledDocker(["import", "bad.tar"]).errors
          == "Error response from daemon: Error processing tar file(exit status 1): unexpected EOF\n")
      #expect(
        await lab.bundledDocker(["import", "-c", "RUN x", "files.tar"]).errors.contains(
          "run is not a valid change command"))
    }
  }
}
