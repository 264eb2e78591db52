import Basics
import Practice
import Shell
import TestSupport
import Testing

@testable import DojoCommands

/// What a learner hands in.
@Suite struct SubmitTests {
  @Test func `after a few commands, one file holds what was done, and the sitting is as it was`() async throws
  {
    try await Workplace.with { place in
      let run = try await place.dojo(
        ["run", "image-registry", "--ports", "private"],
        input: "docker run -d -p 5000:5000 registry:2.7.1\ndocker ps\n")
      #expect(run.output.contains("Step 1 passed"), "\(run.output)")
      let journal = try FileBytes.read(place.journal)
      let submit = try await place.dojo(["submit", "--learner", "Ada L."])
      #expect(submit.status == 0, "\(submit.output)")
      #expect(submit.output.contains("image-registry-Ada-L.dojo"), "\(submit.output)")
      #expect(submit.output.contains("2 commands, 1 of 9 steps"), "\(submit.output)")
      #expect(fitsScreen(submit.output))
      #expect(try FileBytes.read(place.journal) == journal)
      let listed = try await place.script("python3 -m zipfile -l image-registry-Ada-L.dojo")
      for name in ["manifest.json", "journal.jsonl", "verdicts.json"] {
        #expect(listed.output.contains(name), "\(listed.output)")
      }
    }
  }

  @Test func `a running sitting is not disturbed, and the answer can be read by programs`() async throws {
    try await Workplace.with { place in
      let terminal = try await place.openTerminal()
      terminal.send("docker ps\r")
      try await terminal.wait(for: "CONTAINER ID")
      try await terminal.wait(for: "ready> ")
      let submit = try await place.dojo(["submit", "--out", "mine.dojo", "--format", "json"])
      let json = try JSONValue(parsing: submit.output.utf8)
      #expect(json["file"]?.string == "mine.dojo")
      #expect(json["lesson"]?.string == "image-registry")
      #expect(json["lesson_digest"]?.string?.hasPrefix("sha256:") == true)
      #expect(try await place.dojo(["status"]).status == 0)
    }
  }

  @Test(arguments: Language.allCases)
  func `before anything was done there is nothing to hand in`(language: Language) async throws {
    try await Workplace.with { place in
      let never = try await place.dojo(["submit"], language: language)
      #expect(never.status != 0)
      let named = try await place.dojo(["submit", "image-registry"], language: language)
      #expect(named.status == 3)
      #expect(
        named.output.contains(language.choose("nothing to hand in", "提出できるものがありません")), "\(named.output)")
    }
  }

  @Test func `a place that cannot be written to is named, and nothing is left there`() async throws {
    try await Workplace.with { place in
      _ = try await place.dojo(["run", "image-registry", "--ports", "private"], input: "docker ps\n")
      let submit = try await place.dojo(["submit", "--out", "no/such/folder/mine.dojo"])
      #expect(submit.status == 3)
      #expect(submit.output.contains("no/such/folder/mine.dojo cannot be written"), "\(submit.output)")
    }
  }
}
