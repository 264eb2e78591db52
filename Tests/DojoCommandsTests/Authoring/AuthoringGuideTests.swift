import Basics
import Lessons
import TestSupport
import Testing

@testable import DojoCommands

/// The guide for authors: its worked example is taken out of it and must hold.
@Suite struct AuthoringGuideTests {
  private static func guide() throws -> String {
    String(decoding: try FileBytes.read("\(Workplace.top)/lessons/AUTHORING.md"), as: UTF8.self)
  }

  /// The files that stand in the guide, by their names.
  private static func files() throws -> [(name: String, text: String)] {
    try guide().split(separator: "\n~~~~").filter { $0.contains("title=") }.compactMap { fence in
      let lines = fence.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
      guard lines.count == 2, let name = lines[0].split(separator: "=").last else { return nil }
      return (String(name), lines[1] + "\n")
    }
  }

  @Test func `the worked example is linted without a word, and proved`() async throws {
    try await Workplace.with { place in
      let folder = "\(place.home)/example"
      try Folders.create(folder)
      let files = try Self.files()
      #expect(files.map(\.name) == ["hello-web.en.md", "hello-web.ja.md", "hello-web.yaml"])
      for (name, text) in files { try AtomicFile.write(text.utf8, to: "\(folder)/\(name)") }
      let lint = try await place.dojo(["lesson", "lint", folder, "--strict"])
      #expect(lint.status == 0, "\(lint.output)")
      let test = try await place.dojo(["lesson", "test", folder])
      #expect(test.status == 0, "\(test.output)")
      let guide = try Self.guide()
      for line in test.output.split(separator: "\n").dropFirst() {
        #expect(guide.contains(line), "the guide shows what dojo prints: \(line)")
      }
    }
  }

  @Test func `the guide names every kind of condition`() throws {
    let guide = try Self.guide()
    for kind in Condition.keys { #expect(guide.contains("`\(kind)`"), "\(kind)") }
  }

  @Test func `the guide names every key of a checks file, and every style of steps`() throws {
    let guide = try Self.guide()
    let schema = ChecksFileSchema(language: .english).json
    let keys = schema["properties"]?.object?.keys.filter {
      !["lesson", "title", "format", "steps"].contains($0)
    }
    #expect(keys?.isEmpty == false)
    for key in keys ?? [] { #expect(guide.contains("| `\(key):"), "\(key)") }
    for style in StepStyle.allCases { #expect(guide.contains("| `\(style.rawValue)` |"), "\(style)") }
  }
}
