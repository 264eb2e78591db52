import Basics
import TestSupport
import Testing

@testable import Engine

@Suite("docker cp and docker export of the bundled docker")
struct BundledCopyTests {
  @Test func `files and folders go into a container and come out of it as they were`() async throws {
    try await NeighbourhoodFixture.with { lab in
      try await lab.host.run(.of("registry:2.7.1"), name: "reg")
      let place = lab.scratch.path
      try Folders.create("\(place)/site/deep")
      try AtomicFile.write("one".utf8, to: "\(place)/site/a.txt")
      try AtomicFile.write("two".utf8, to: "\(place)/site/deep/b.txt")
      #expect(await lab.bundledDocker(["cp", "site", "reg:/site"]) == (0, "", ""))
      #expect(await lab.bundledDocker(["cp", "site/a.txt", "reg:/renamed"]) == (0, "", ""))
      #expect(await lab.bundledDocker(["cp", "site/.", "reg:/etc"]) == (0, "", ""))
      for (inside, text) in [
        ("/site/a.txt", "one"), ("/site/deep/b.txt", "two"), ("/renamed", "one"), ("/etc/deep/b.txt", "two"),
      ] {
        #expect(await lab.bundledDocker(["cp", "reg:\(inside)", "back"]) == (0, "", ""))
        #expect(String(decoding: try FileBytes.read("\(place)/back"), as: UTF8.self) == text, "\(inside)")
      }
      #expect(await lab.bundledDocker(["cp", "reg:/site", "copy"]) == (0, "", ""))
      #expect(String(decoding: try FileBytes.read("\(place)/copy/deep/b.txt"), as: UTF8.self) == "two")
      let changes = await lab.bundledDocker(["diff", "reg"]).output
      #expect(changes.contains("A /site/deep/b.txt\n"))
      #expect(await lab.bundledDocker(["export", "-o", "all.tar", "reg"]) == (0, "", ""))
      let names = try ArchiveContent.members(FileBytes.read("\(place)/all.tar")).map(\.member.path)
      #expect(names.contains("site/deep/b.txt"))
    }
  }

  @Test func `what is not there, or is no place, is said as docker says it`() async throws {
    try await NeighbourhoodFixture.with { lab in
      let id = try await lab.host.run(.of("registry:2.7.1"), name: "reg")
      let place = lab.scratch.path
      try AtomicFile.write("one".utf8, to: "\(place)/a.txt")
      for (arguments, complaint) in [
        (["nosuch", "reg:/x"], "lstat \(place)/nosuch: no such file or directory"),
        (
          ["reg:/nosuch", "."],
          "Error response from daemon: Could not find the file /nosuch in container reg"
        ),
        (["a.txt", "b.txt"], "must specify at least one container source"),
        (["reg:/a", "reg:/b"], "copying between containers is not supported"),
        (["a.txt", "nobody:/x"], "Error response from daemon: No such container: nobody"),
      ] {
        let said = await lab.bundledDocker(["cp"] + arguments)
        #expect(said.exit == 1, "\(arguments)")
        #expect(said.errors == "\(complaint)\n", "\(arguments) \(id)")
      }
    }
  }
}
