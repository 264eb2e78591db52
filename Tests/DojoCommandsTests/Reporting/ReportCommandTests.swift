import Basics
import TestSupport
import Testing

@testable import DojoCommands

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// `dojo report` as an instructor runs it, on the class of the golden files.
@Suite struct ReportCommandTests {
  private static let golden = "\(Workplace.top)/fixtures/golden/reports"
  private static let report = "\(golden)/report.json"
  private static let hasXMLLint = FileManager.default.isExecutableFile(atPath: "/usr/bin/xmllint")

  @Test(
    arguments: [
      ("csv", "class", "csv"), ("junit", "junit", "xml"), ("tap", "class", "tap"), ("github", "github", "md"),
      ("canvas", "canvas", "csv"), ("moodle", "moodle", "csv"),
    ], Language.allCases)
  func `a format of the class is printed as it is`(
    form: (format: String, name: String, suffix: String), language: Language
  ) async throws {
    try await Workplace.with { place in
      let run = try await place.script(
        """
        dojo report \(Self.report) --to \(form.format) >out && echo printed
        dojo report \(Self.report) --to \(form.format) --out written && cmp out written && echo same
        cmp out \(Self.golden)/\(form.name).\(language.rawValue).\(form.suffix) && echo golden
        """, language: language)
      #expect(run.output == "printed\nsame\ngolden\n")
    }
  }

  @Test(arguments: Language.allCases) func `text and HTML are printed too`(language: Language) async throws {
    try await Workplace.with { place in
      let text = try await place.script("dojo report \(Self.report) --to text", language: language)
      #expect(
        text.output.contains(language.choose("Hardest step: step 2", "難しかった手順: 手順 2")), "\(text.output)")
      #expect(text.status == 0 && fitsScreen(text.output))
      let page = try await place.script(
        "dojo report \(Self.report) --to html | head -c 15", language: language)
      #expect(page.output.lowercased() == "<!doctype html>")
    }
  }

  @Test func `JSON goes through unchanged, from lines too`() async throws {
    try await Workplace.with { place in
      let run = try await place.script(
        "dojo report \(Self.report) --to json >out && cmp out \(Self.report) && echo same")
      #expect(run.output == "same\n")
    }
  }

  @Test(.enabled(if: hasXMLLint))
  func `JUnit XML fits its schema`() async throws {
    try await Workplace.with { place in
      let run = try await place.script(
        """
        dojo report \(Self.report) --to junit --out junit.xml
        xmllint --noout --nonet --schema \(Workplace.top)/fixtures/reports/junit.xsd junit.xml
        """)
      #expect(run.output == "junit.xml validates\n" && run.status == 0)
    }
  }

  @Test(arguments: [
    ("gradescope", "alice/results.json"), ("prairielearn", "alice/results.json"), ("classroom", "alice.json"),
    ("feedback", "alice.md"),
  ])
  func `a format for learners is a file for each in a folder, or one on standard output`(
    form: (format: String, path: String)
  ) async throws {
    try await Workplace.with { place in
      let suffix = form.format == "feedback" ? "md" : "json"
      let run = try await place.script(
        """
        dojo report \(Self.report) --to \(form.format) --out 'for learners'
        find 'for learners' -type f | wc -l
        cmp 'for learners/\(form.path)' \(Self.golden)/\(form.format).alice.\(suffix) && echo golden
        dojo report \(Self.report) --to \(form.format) --learner 'alice example' | cmp - 'for learners/\(form.path)' && echo one
        dojo report \(Self.report) --to \(form.format) --learner alice --out one.file && cmp one.file 'for learners/\(form.path)' && echo file
        dojo report \(Self.report) --to \(form.format); echo $?
        """)
      let lines = run.output.split(separator: "\n").map(String.init)
      #expect(
        lines.prefix(5) == ["20 files in for learners", "20", "golden", "one", "file"], "\(run.output)")
      #expect(lines.contains { $0.contains("needs a folder") } && lines.last == "64", "\(run.output)")
    }
  }

  @Test(arguments: Language.allCases) func `one learner's story fits the screen and tells of everything`(
    language: Language
  ) async throws {
    try await Workplace.with { place in
      let run = try await place.script("dojo report \(Self.report) --explain bob", language: language)
      #expect(run.status == 0 && fitsScreen(run.output), "\(run.output)")
      #expect(run.output.contains(language.choose("not earned: tagged", "得点なし: tagged")))
    }
  }

  @Test(arguments: Language.allCases) func `a gradebook is filled in, and what did not fit is told`(
    language: Language
  ) async throws {
    try await Workplace.with { place in
      let book =
        "Student;ID;SIS Login ID;Section;Practice (7)\r\n\"Example, Alice\";101;;A;\r\nWho, Else;9;who;A;3\r\n"
      try AtomicFile.write(book.utf8, to: "\(place.home)/book.csv")
      let run = try await place.script(
        """
        dojo report \(Self.report) --to canvas --into book.csv --column Practice --out filled.csv
        cat filled.csv
        """, language: language)
      #expect(run.output.contains("Example, Alice;101;;A;10\r\nWho, Else;9;who;A;3\r\n"), "\(run.output)")
      #expect(
        run.output.contains(language.choose("1 cell filled in Practice (7)", "列 Practice (7) に 1 件を記入しました")))
      #expect(run.output.contains("Who, Else") && run.output.contains("carol"))
    }
  }

  @Test func `shards are merged, in any order and twice over, and a torn line is told`() async throws {
    try await Workplace.with { place in
      let whole = try JSONValue(parsing: FileBytes.read(Self.report))
      guard case .object(var head) = whole, let rows = whole["results"]?.array else { return }
      head["results"] = nil
      head["times"] = nil
      let first = JSONValue.object(head).text() + "\n"
      for shard in 0..<2 {
        let lines = rows.indices.filter { $0 % 2 == shard }.map { rows[$0].text() + "\n" }
        try AtomicFile.write((first + lines.joined()).utf8, to: "\(place.home)/\(shard).jsonl")
      }
      try AtomicFile.write((first + rows[0].text().prefix(50)).utf8, to: "\(place.home)/torn.jsonl")
      let run = try await place.script(
        """
        dojo report merge 0.jsonl 1.jsonl --out a.json
        dojo report merge 1.jsonl 0.jsonl a.json 1.jsonl torn.jsonl --out b.json
        cmp a.json b.json && echo same
        dojo report a.json --to csv | cmp - \(Self.golden)/class.en.csv && echo golden
        """)
      #expect(run.output.hasPrefix("20 learners in a.json\n"))
      #expect(run.output.contains("torn.jsonl: the last line is torn off"))
      #expect(run.output.hasSuffix("same\ngolden\n"), "\(run.output)")
    }
  }

  @Test(
    arguments: [
      ("", "which report?", "どの採点結果かが指定されていません", 64),
      ("@", "--to is missing", "--to（出力形式）が指定されていません", 64),
      ("@ --to csv --into x.csv", "--into is only for", "--into を使えるのは", 64),
      ("@ --explain alcie", "Did you mean alice?", "alice のことですか", 64),
      ("@ --explain bob --to csv", "--to is only for", "--to を使えるのは", 64),
      ("@ --to pdf", "is invalid", "コマンドの書き方が正しくありません", 64),
      ("@ --to csv --out .", "is a folder", "フォルダーです", 64),
      ("@ --to canvas --into /bin/true", "is not UTF-8", "UTF-8 ではありません", 64),
      ("nothing.json --to csv", "nothing.json", "nothing.json", 3),
      ("/etc/hostname --to csv", "/etc/hostname", "/etc/hostname", 3),
    ], Language.allCases)
  func `what cannot be done is refused with the reason`(
    words: (line: String, english: String, japanese: String, status: Int32), language: Language
  ) async throws {
    try await Workplace.with { place in
      let line = words.line.split(separator: "@", omittingEmptySubsequences: false).joined(
        separator: Self.report)
      let run = try await place.script("dojo report \(line)", language: language)
      #expect(run.output.contains(language.choose(words.english, words.japanese)), "\(run.output)")
      #expect(run.status == words.status, "\(run.output)")
    }
  }
}
