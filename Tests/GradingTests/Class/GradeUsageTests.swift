import Basics
import Reports
import Shell
import TestSupport
import Testing

@testable import Grading

/// Command lines of `dojo grade` that cannot be carried out, and grading without a sandbox.
struct GradeUsageTests {
  private let classroom: Classroom

  init() throws {
    classroom = try Classroom()
    try AtomicFile.write(
      "docker run -d -p 5000:5000 registry:2.7.1\ndocker images\n".utf8, to: "\(classroom.submissions)/ada.sh"
    )
  }

  private func write(_ text: String, to name: String) throws -> String {
    try classroom.folder.write(text, to: name)
  }

  @Test(
    arguments: [
      ([], "there is nothing to grade", "採点するものが指定されていません"),
      (["none.zip"], "there is no none.zip", "none.zip がありません"),
      (["submissions", "--shard", "4/3"], "4/3 is no part of a class", "4/3 は分割の指定として読めません"),
      (["submissions", "--shard", "0/3"], "--shard 1/4", "--shard 1/4"),
      (["submissions", "--shard", "one"], "one is no part", "one は分割"),
      (["submissions", "--jobs", "0"], "--jobs is a number from 1 to 256", "--jobs には 1 から 256"),
      (["submissions", "--time-limit", "0"], "--time-limit is 1 to 3600", "--time-limit は 1〜3600"),
      (
        ["submissions", "--roster", "none.csv"], "the roster none.csv cannot be read", "名簿 none.csv を読み取れません"
      ),
    ] as [([String], String, String)], Language.allCases)
  func `a command line that makes no sense is refused with what is wrong`(
    line: (arguments: [String], en: String, ja: String), language: Language
  ) async throws {
    let run = try await classroom.dojo(["grade", "image-registry"] + line.arguments, language: language)
    #expect(run.status == 64, "\(run)")
    #expect(run.stderr.contains(language == .english ? line.en : line.ja), "\(run)")
    #expect(!Folders.exists("\(classroom.folder.path)/grades-image-registry"))
  }

  @Test(arguments: Language.allCases)
  func `mistakes in an overlay are named with file, line and column`(language: Language) async throws {
    _ = try write(
      "lesson: image-registry\nsteps:\n  - id: push-imgae\n    points: 3\ndeu: 2026-01-01\n", to: "grade.yaml"
    )
    let run = try await classroom.dojo(
      ["grade", "image-registry", "submissions", "--overlay", "grade.yaml"], language: language)
    #expect(run.status == 2, "\(run)")
    #expect(run.stderr.contains("grade.yaml:3:9"), "\(run)")
    #expect(run.stderr.contains("push-image"), "\(run)")
    #expect(run.stderr.contains("grade.yaml:5:1"), "\(run)")
  }

  @Test(arguments: Language.allCases)
  func `results that are there are not written over`(language: Language) async throws {
    let out = "\(classroom.folder.path)/out"
    try Folders.create(out)
    let first = try await classroom.dojo(
      ["grade", "image-registry", "submissions", "--out", out, "--trust-submissions"], language: language)
    #expect(first.status == 0, "\(first)")
    let kept = try FileBytes.read("\(out)/results.jsonl")
    let run = try await classroom.dojo(
      ["grade", "image-registry", "submissions", "--out", out, "--trust-submissions"], language: language)
    #expect(run.status == 64)
    #expect(run.stderr.contains("--resume"), "\(run)")
    #expect(run.stderr.contains(language == .english ? "there are results in" : "すでに結果があります"), "\(run)")
    #expect(try FileBytes.read("\(out)/results.jsonl") == kept)
  }

  @Test(arguments: Language.allCases)
  func `a folder that results cannot be written to is named, with what to do`(
    language: Language
  ) async throws {
    let run = try await classroom.dojo(
      ["grade", "image-registry", "submissions", "--out", "/dev/null/out", "--trust-submissions"],
      language: language)
    #expect(run.status == 3, "\(run)")
    let said = [
      Language.english: "results cannot be written to /dev/null/out", .japanese: "結果を /dev/null/out に書き込めません",
    ]
    #expect(run.stderr.contains(said[language] ?? ""), "\(run)")
    #expect(run.stderr.contains("--out"), "\(run)")
  }

  @Test(arguments: Language.allCases)
  func `without bubblewrap nothing of anybody is run unless it is trusted`(language: Language) async throws {
    let bare = ["PATH": try await barePath()]
    let refused = try await classroom.dojo(
      ["grade", "image-registry", "submissions"], language: language, changes: bare)
    #expect(refused.status == 3, "\(refused)")
    #expect(refused.stderr.contains("bubblewrap"), "\(refused)")
    #expect(refused.stderr.contains("--trust-submissions"), "\(refused)")
    let trusted = try await classroom.grade(
      "trusted-\(language.rawValue)", ["--trust-submissions"], paths: [classroom.submissions], changes: bare)
    #expect(trusted.outcome.status == 0, trusted.said)
    #expect(try trusted.result("ada").points == 3, trusted.said)
  }

  @Test func `trusted submissions are graded side by side, each in a place of its own`() async throws {
    let text = try FileBytes.read("\(classroom.submissions)/ada.sh")
    for name in ["bea", "cem", "dan"] {
      try AtomicFile.write(text, to: "\(classroom.submissions)/\(name).sh")
    }
    let graded = try await classroom.grade(
      "side-by-side", ["--trust-submissions", "--jobs", "4"], paths: [classroom.submissions])
    #expect(graded.outcome.status == 0, graded.said)
    for name in ["ada", "bea", "cem", "dan"] { #expect(try graded.result(name).points == 3, graded.said) }
  }

  /// A search path on which everything is but bubblewrap.
  private func barePath() async throws -> String {
    let bare = "\(classroom.folder.path)/bin"
    let script = "mkdir \(bare); ln -s /usr/bin/* \(bare); rm -f \(bare)/bwrap"
    _ = try await ChildCommand("bash", ["-c", script], environment: classroom.environment()).capture()
    return bare
  }
}
