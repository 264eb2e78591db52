import Basics
import Practice
import TestSupport
import Testing

@testable import DojoCommands

/// What a learner or an author is told about files that make no lesson.
@Suite struct LessonFilesTests {
  struct Mistake: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let arguments: String
    var checks: (from: String, to: String)?
    let english: [String]
    let japanese: [String]
    var status: Int32 = 2
  }

  static let mistakes: [Mistake] = [
    Mistake(
      testDescription: "a lesson that is not there, nearly named", arguments: "imge-registry",
      english: ["no lesson called `imge-registry`", "Did you mean `image-registry`?"],
      japanese: ["`imge-registry` というレッスンはありません", "`image-registry` の間違い"]),
    Mistake(
      testDescription: "a chapter that is not there", arguments: "./missing.md",
      english: ["There is no file", "missing.md"], japanese: ["ファイル", "missing.md がありません"]),
    Mistake(
      testDescription: "a folder that is no chapter", arguments: "./folder",
      english: ["folder cannot be read", "Markdown file"], japanese: ["folder を読み取れません"]),
    Mistake(
      testDescription: "bytes that are no text", arguments: "./bytes.md",
      english: ["bytes.md is not UTF-8 text"], japanese: ["bytes.md は UTF-8 のテキストではありません"]),
    Mistake(
      testDescription: "a chapter without steps", arguments: "./prose.md",
      english: ["prose.md:1:1: No steps were found", "Number what the learner does"],
      japanese: ["prose.md:1:1: この章に手順が見つかりません"]),
    Mistake(
      testDescription: "a typo in a key", arguments: "./chapter.md --checks checks.yaml",
      checks: ("points: 2", "pionts: 2"),
      english: ["checks.yaml:5:5: `pionts` is not known here. Did you mean `points`?"],
      japanese: ["checks.yaml:5:5: `pionts` はここでは使えません"]),
    Mistake(
      testDescription: "a wrong type", arguments: "./chapter.md --checks checks.yaml",
      checks: ("points: 2", "points: two"),
      english: ["checks.yaml:5:13: `two` does not fit here. Write a whole number"],
      japanese: ["checks.yaml:5:13: `two` はここには書けません"]),
    Mistake(
      testDescription: "an id that stands twice", arguments: "./chapter.md --checks checks.yaml",
      checks: ("id: answers", "id: running"),
      english: ["checks.yaml:9:13: The id `running` stands twice", "line 7"],
      japanese: ["checks.yaml:9:13: id `running` が 2 回使われています"]),
    Mistake(
      testDescription: "step 12 of 9", arguments: "./chapter.md --checks checks.yaml",
      checks: ("points: 2", "step: 12"),
      english: ["checks.yaml:4:5: The checks file names step 12,", "chapter.md has 9", "remove it here"],
      japanese: ["checks.yaml:4:5: チェックファイルに手順 12 がありますが、", "chapter.md の手順は 9 個"]),
    Mistake(
      testDescription: "a checks file for a lesson that has its own",
      arguments: "image-registry --checks x.yaml",
      english: ["--checks goes with the path of a chapter"], japanese: ["--checks は章のパスと一緒に使います"],
      status: 64),
  ]

  @Test(arguments: mistakes, Language.allCases)
  func `is told with its place and what to write instead`(mistake: Mistake, language: Language) async throws {
    try await Workplace.with { place in
      try AtomicFile.write([0xFF, 0xFE, 0x00], to: "\(place.home)/bytes.md")
      try AtomicFile.write("# Title\n\nprose\n".utf8, to: "\(place.home)/prose.md")
      try Folders.create("\(place.home)/folder")
      try AtomicFile.write(Self.chapter.utf8, to: "\(place.home)/chapter.md")
      let (from, to) = mistake.checks ?? ("", "")
      try AtomicFile.write(
        Self.checks.replacing(from, with: to, maxReplacements: 1).utf8, to: "\(place.home)/checks.yaml")
      let run = try await place.script("dojo run \(mistake.arguments)", language: language)
      let text = unspaced(run.output)
      for part in language == .english ? mistake.english : mistake.japanese {
        #expect(text.contains(unspaced(part)), "\(run.output)")
      }
      #expect(run.status == mistake.status)
      #expect(fitsScreen(run.output), "\(run.output)")
      #expect(!Folders.exists("\(place.home)/.local"), "a wrong lesson leaves nothing behind")
    }
  }

  private static let chapter = "# Nine\n\n" + (1...9).map { "\($0). Do number \($0).\n" }.joined()

  private static let checks = """
    lesson: nine
    format: 1
    steps:
      - id: one
        points: 2
        checks:
          - id: running
            container: {count: 1}
          - id: answers
            container: {count: 2}

    """
}

/// Text without white space, because Japanese lines break anywhere.
func unspaced(_ text: String) -> String {
  text.filter { !$0.isWhitespace }
}
