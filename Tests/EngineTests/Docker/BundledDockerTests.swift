import Basics
import DockerAPI
import DockerCLI
import EngineClient
import TestSupport
import Testing

@testable import Engine

@Suite("The bundled docker against a practice machine")
struct BundledDockerTests {
  private func docker(
    _ arguments: [String], on lab: NeighbourhoodFixture
  ) async -> (exit: Int32, output: String, errors: String) {
    let (output, errors) = (CollectedOutput(), CollectedOutput())
    let environment = CommandEnvironment(
      endpoint: .unix(path: lab.socket(of: lab.host)), variables: ["HOME": lab.scratch.path],
      workingFolder: lab.scratch.path, output: output, errors: errors, now: { .now() })
    let exit = await DockerCommandLine.run(arguments: arguments, environment: environment)
    return (exit, output.text, errors.text)
  }

  @Test func `pauses, goes on, and says of what is not paused what Docker says`() async throws {
    try await NeighbourhoodFixture.with { lab in
      let id = try await lab.host.run(.of("registry:2.7.1"), name: "reg")
      #expect(await docker(["pause", "reg"], on: lab) == (0, "reg\n", ""))
      #expect(await docker(["ps", "--format", "{{.Status}}"], on: lab).output.hasSuffix(" (Paused)\n"))
      #expect(await docker(["container", "unpause", "reg"], on: lab) == (0, "reg\n", ""))
      #expect(
        await docker(["unpause", "reg"], on: lab)
          == (1, "", "Error response from daemon: Container \(id) is not paused\n"))
    }
  }

  @Test func `changes a restart rule, and asks for an option when there is none`() async throws {
    try await NeighbourhoodFixture.with { lab in
      try await lab.host.run(.of("registry:2.7.1"), name: "reg")
      #expect(await docker(["update", "--restart", "always", "reg"], on: lab) == (0, "reg\n", ""))
      #expect(try await lab.host.inspect("reg").hostConfig.restartPolicy.name == "always")
      #expect(
        await docker(["update", "reg"], on: lab)
          == (1, "", "you must provide one or more flags when using this command\n"))
      #expect(await docker(["update", "-m", "1g", "reg"], on: lab).exit != 0)
    }
  }

  @Test func `finds the bundled images and nothing else`() async throws {
    try await NeighbourhoodFixture.with { lab in
      let found = await docker(["search", "nginx", "--format", "{{.Name}} {{.IsOfficial}}"], on: lab)
      #expect(found == (0, "nginx [OK]\n", ""))
      #expect(
        await docker(["search", "zzz"], on: lab).output == "NAME      DESCRIPTION   STARS     OFFICIAL\n")
      #expect(
        await docker(["search", "--limit", "101", "a"], on: lab).errors
          == "Error response from daemon: Limit 101 is outside the range of [1, 100]\n")
    }
  }

  @Test func `makes an image of an archive of files, with what a container is to start`() async throws {
    try await NeighbourhoodFixture.with { lab in
      let hello = Array("hello\n".utf8)
      let tar =
        TarMember(name: "note.txt", kind: .file(size: hello.count), modified: 0).header
        + TarMember.padded(hello) + TarMember.end
      try AtomicFile.write(tar, to: "\(lab.scratch.path)/files.tar")
      let imported = await docker(
        [
          "import", "-c", #"CMD ["cat", "note.txt"]"#, "-c", "ENV A=1 B=\"two words\"", "-m", "by hand",
          "files.tar", "flat:1",
        ],
        on: lab)
      let image = try await lab.host.images.image("flat:1")
      #expect(imported == (0, "\(image.id)\n", ""))
      #expect(image.defaults.command == ["cat", "note.txt"])
      #expect(image.defaults.environment == ["A=1", "B=two words"])
      #expect(await lab.host.images.size(of: image) == 6)
      #expect(
        await docker(["history", "--format", "{{.Comment}} {{.Size}}", "flat:1"], on: lab).output
          == "by hand 6B\n")
      try AtomicFile.write(Array("none".utf8), to: "\(lab.scratch.path)/bad.tar")
      #expect(
        await docker(["import", "bad.tar"], on: lab).errors
          == "Error response from daemon: Error processing tar file(exit status 1): unexpected EOF\n")
      #expect(
        await docker(["import", "-c", "RUN x", "files.tar"], on: lab).errors.contains(
          "run is not a valid change command"))
    }
  }
}
