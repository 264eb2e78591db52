import Basics
import Practice
import TestSupport
import Testing

@testable import DojoCommands

@Suite struct SocketPathTests {
  @Test func `folders for sockets with too long a path fall back to a short one`() async throws {
    try await Workplace.with { place in
      let long = "\(place.home)/\(String(repeating: "x", count: 120))"
      try Folders.create(long)
      let run = try await place.script(
        "echo 'docker ps' | dojo run image-registry --ports private",
        changes: ["TMPDIR": long, "XDG_RUNTIME_DIR": long])
      #expect(run.output.contains("CONTAINER ID"), "\(run.output)")
      #expect(run.status == 1)
    }
  }

  @Test(arguments: Language.allCases)
  func `a socket that fits nowhere is an error that shows its path`(language: Language) async throws {
    try await Workplace.with { place in
      let machine = String(repeating: "m", count: 100)
      try AtomicFile.write("# Long\n\n1. Do it.\n".utf8, to: "\(place.home)/long.md")
      let checks = """
        lesson: long
        format: 1
        machines: {\(machine): {}}
        steps:
          - id: do
            checks:
              - {id: done, container: {count: 1}}

        """
      try AtomicFile.write(checks.utf8, to: "\(place.home)/long.yaml")
      let run = try await place.script("echo true | dojo run ./long.md", language: language)
      let text = unspaced(run.output)
      #expect(text.contains(language.choose("islongerthanthissystemallows", "上限より長く")), "\(run.output)")
      #expect(text.contains("\(machine).sock"))
      #expect(run.status == 3)
    }
  }
}
