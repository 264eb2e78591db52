import Basics
import Lessons
import Markdown
import Testing

struct LessonLoadingTests {
  private static let checks = """
    lesson: carry
    machines: {host: {}, other: {insecure-registries: ["{host}:5000"]}}
    values: {宛先: "{host}"}
    steps:
      - id: tag-it
        points: 3
        checks: [{id: tagged, image: "{宛先}:5000/a:v1"}, {id: kept, image: a}]
        hints: [{en: "Not shown.", ja: "出ない。"}, {en: "Name it {宛先}.", ja: "{宛先} です。"}]
      - id: pull-it
        on: other
        checks: [{id: pulled, image: a}, {id: looked, points: 2, ran: docker images}]
    """

  private static let japanese = """
    # {宛先}へ

    1. `{宛先}:5000/a` を作る。（ヒント：{宛先} と書く）

       ``` sh
       docker tag a {宛先}:5000/a && echo ${宛先} '{{.ID}}' {other} {unknown}
       ```

       <details><summary>答え</summary>

       ```
       $ docker tag a {宛先}:5000/a
       ```

       </details>

    2. 取り出す
    3. 眺める
    """

  private func catalog(_ files: [String: String]) -> LessonCatalog {
    LessonCatalog(folder: "lessons", files: LessonFiles(inMemory: files))
  }

  private var carry: LessonCatalog {
    catalog([
      "lessons/carry.yaml": Self.checks, "lessons/carry.ja.md": Self.japanese,
      "lessons/carry.en.md": "# To {宛先}\n\n1. Tag\n2. Pull\n3. Look\n", "lessons/README.md": "1. x",
      "lessons/はじめに.md": "1. 読む",
      "lessons/plain.md": "1. Look around.\n2. Go on.\n", "lessons/split/step2.md": "2. b\n10. c",
      "lessons/split/step10.md": "11. d", "lessons/split/step1.md": "# S\n1. a",
    ])
  }

  @Test func `blanks are filled in everywhere, and other braces stay`() throws {
    let lesson = try carry.load("carry", language: "ja", machines: ["host": "Grace"])
    #expect(lesson.title.ja == "Graceへ")
    let step = lesson.steps[0]
    #expect(step.title == "`Grace:5000/a` を作る".replacing("`", with: ""))
    #expect(
      step.commands.map(\.line) == ["docker tag a Grace:5000/a && echo ${宛先} '{{.ID}}' other {unknown}"])
    #expect(step.solution?.commands == [Command("docker tag a Grace:5000/a")])
    #expect("\(step.hints)".contains("Grace と書く"))
    #expect("\(step.hints)".contains("Grace です。"))
    #expect(step.hints.count == 2)
  }

  @Test func `ids, machines and points come from the checks file in every language`() throws {
    for language in ["ja", "en"] {
      let lesson = try carry.load("carry", language: language)
      #expect(lesson.id == "carry")
      #expect(lesson.steps.map(\.id) == ["tag-it", "pull-it", "step-3"])
      #expect(lesson.steps.map(\.machine) == ["host", "other", "host"])
      #expect(lesson.steps.map(\.points) == [3, 3, 0])
      #expect(lesson.steps.map(\.isSelfConfirmed) == [false, false, true])
      #expect(lesson.languageTag == language)
      #expect(lesson.sources.map(\.path) == ["lessons/carry.\(language).md", "lessons/carry.yaml"])
    }
  }

  @Test(arguments: [
    ("ja", "ja"), ("ja-JP", "ja"), ("en", "en"), ("fr", "en"), ("", "en"),
  ])
  func `the nearest language is taken`(wish: String, expected: String) throws {
    #expect(try carry.load("carry", language: wish).languageTag == expected)
  }

  @Test func `a catalogue names its lessons, not its read-me`() {
    #expect(carry.names == ["carry", "plain", "split", "はじめに"])
    #expect(carry.languageTags(of: "carry") == ["en", "ja"])
  }

  @Test func `a chapter without a checks file is self-confirmed and never scored`() throws {
    let lesson = try carry.load("plain", language: "ja")
    #expect(lesson.id == "plain")
    #expect(lesson.points == 0)
    #expect(lesson.steps.allSatisfy { $0.isSelfConfirmed })
    #expect(lesson.machines == [.start])
  }

  @Test func `a folder of step files is read in the order in which people count`() throws {
    let lesson = try carry.load("split", language: "ja")
    #expect(lesson.steps.map(\.number) == [1, 2, 10, 11])
    #expect(lesson.title.en == "S")
  }

  @Test func `any chapter runs by its path, with the checks file beside it or the one given`() throws {
    let files = LessonFiles(inMemory: [
      "a/b.ja.md": "1. x\n2. y\n", "a/b.yaml": "lesson: beside\nsteps: [{id: one}]", "c.md": "1. x",
      "given.yaml": "lesson: given\nsteps: [{id: one}]",
    ])
    let chapters = ChapterFiles(files: files)
    #expect(try chapters.load(path: "a/b.ja.md", language: "en").id == "beside")
    #expect(try chapters.load(path: "a/b.ja.md", checks: "given.yaml", language: "en").id == "given")
    #expect(try chapters.load(path: "c.md", language: "en").id == "c")
    #expect(throws: LessonFileError.notFound("nope.yaml")) {
      try chapters.load(path: "c.md", checks: "nope.yaml", language: "en")
    }
    #expect(throws: LessonFileError.notFound("d.md")) { try chapters.load(path: "d.md", language: "en") }
  }

  @Test func `an unknown lesson gets the nearest name`() throws {
    let error = try #require(throws: LessonFileError.self) { try carry.load("cary", language: "en") }
    #expect(error.remedy?.en == "Did you mean `carry`?")
    #expect(error.exitCode == .lessonInvalid)
    #expect(throws: LessonFileError.self) { try carry.load("../x", language: "en") }
  }

  @Test func `a file that is not text is told by its name`() {
    let files = LessonFiles(read: { _ in [0x31, 0xFF] }, list: { _ in nil })
    #expect(throws: LessonFileError.notText("c.md")) {
      try ChapterFiles(files: files).load(path: "c.md", language: "en")
    }
  }

  @Test func `a file that may not be read says why`() {
    let refusal = SystemError(operation: "open", subject: "c.md", code: 13)
    let files = LessonFiles(read: { _ throws(SystemError) in throw refusal }, list: { _ in nil })
    #expect(throws: LessonFileError.unreadable("c.md", reason: refusal.reason)) {
      try ChapterFiles(files: files).load(path: "c.md", language: "en")
    }
  }

  @Test func `files on disk are read, and a missing one is not an error of the system`() throws {
    #expect(try LessonFiles.disk.read(#filePath)?.isEmpty == false)
    #expect(try LessonFiles.disk.read("/nowhere/x.md") == nil)
    #expect(throws: SystemError.self) { try LessonFiles.disk.read("/") }
    #expect(LessonFiles.disk.list("/nowhere") == nil)
  }

  @Test(arguments: [String(repeating: "a", count: 300), String(repeating: "folder/", count: 600) + "a"])
  func `a link to a file that no system could hold is a link to no file`(name: String) throws {
    let text = Array("1. a ([solution](\(name).md))\n".utf8)
    let files = LessonFiles(
      read: { path throws(SystemError) in
        guard path.utf8.count < 255 else { throw SystemError(operation: "open", subject: path, code: 36) }
        return path == "c.md" ? text : nil
      }, list: { _ in nil })
    #expect(try ChapterFiles(files: files).load(path: "c.md", language: "en").steps.count == 1)
  }
}
