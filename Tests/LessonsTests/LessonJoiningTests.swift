import Basics
import Lessons
import Testing

struct LessonJoiningTests {
  private func load(_ chapter: String, _ checks: String) throws -> Lesson {
    let files = LessonFiles(inMemory: ["c.md": chapter, "c.yaml": checks])
    return try ChapterFiles(files: files).load(path: "c.md", language: "en")
  }

  private static let nine = (1...9).map { "\($0). do" }.joined(separator: "\n")

  @Test func `entries go to the steps in order, or to the number they name`() throws {
    let lesson = try load(
      Self.nine, "lesson: a\nsteps: [{id: x}, {id: y, step: 4}, {id: z}, {id: w, step: 2}]")
    #expect(
      lesson.steps.map(\.id.text) == ["x", "w", "step-3", "y", "z", "step-6", "step-7", "step-8", "step-9"])
  }

  @Test(arguments: [
    (
      nine, "lesson: a\nsteps:\n  - id: x\n  - ▶id: y\n    step: 12",
      "The checks file names step 12, c.md has 9"
    ),
    (
      "1. do", "lesson: a\nsteps:\n  - id: x\n  - ▶id: y\n  - ▶id: z",
      "The step `y` comes after the chapter's last: c.md has 1."
    ),
    (
      nine, "lesson: a\nsteps:\n  - id: x\n  - ▶id: y\n    step: 1",
      "`y` and `x` are both step 1 of the chapter."
    ),
  ])
  func `a checks file that does not fit its chapter says where`(
    chapter: String, sample: String, found: String
  ) throws {
    let marked = Marked(sample)
    let error = try #require(throws: LessonError.self) { try load(chapter, marked.text) }
    #expect(error.places == marked.places)
    #expect(error.summary.en.contains(found))
    #expect(error.exitCode == .lessonInvalid)
  }

  @Test func `a chapter without steps says how to write them`() throws {
    let error = try #require(throws: LessonError.self) {
      try load("# T\n\ntext\n", "lesson: a\nsteps: [{id: x}]")
    }
    #expect(
      error.summary.en.hasPrefix(
        "c.md:1:1: No steps were found in this chapter. Number what the learner does"))
    #expect(error.summary.ja.contains("手順が見つかりません"))
  }

  @Test(arguments: [
    "1. a\n\n▶<details><summary>Hint</summary>\n\nb\n\n2. c\n",
    "1. a\n\n   ▶<details><summary>Hint</summary>\n\n   b\n\n</details>\n\n2. c\n",
  ])
  func `details that are never closed would hide steps, and say so`(sample: String) throws {
    let marked = Marked(sample)
    let error = try #require(throws: LessonError.self) {
      try load(marked.text, "lesson: a\nsteps: [{id: x}]")
    }
    #expect(error.places == marked.places)
    #expect(error.summary.en.contains("never closed"))
  }

  @Test func `the checks file's solution wins over the chapter's`() throws {
    let lesson = try load(
      "1. a\n\n   <details><summary>Solution</summary>`old`</details>\n",
      "lesson: a\nmachines: {host: {}, other: {}}\nsteps: [{id: x, solution: [new, {run: two, on: other}]}]")
    #expect(lesson.steps[0].solution?.commands == [Command("new"), Command("two", on: "other")])
  }

  @Test func `where chapter and checks file say the same, the chapter's words around it are kept`() throws {
    let lesson = try load(
      "1. a\n\n   <details><summary>Solution</summary>\n\n   ```console\n   $ same\n   ```\n\n   It is quiet.\n\n"
        + "   </details>\n", "lesson: a\nsteps: [{id: x, solution: [same]}]")
    #expect(lesson.steps[0].solution?.commands == [Command("same")])
    #expect(lesson.steps[0].solution?.remarks == "It is quiet.")
  }

  @Test func `hints of the checks file are the rungs that the chapter lacks`() throws {
    let chapter = "1. a (Hint: look)\n2. b\n"
    let checks = "lesson: a\nsteps: [{id: x, hints: [one, two]}, {id: y, hints: [one, two]}]"
    let lesson = try load(chapter, checks)
    #expect(lesson.steps.map(\.hints.count) == [2, 2])
    #expect(lesson.steps[0].hints.last == .phrase(Phrase(verbatim: "two")))
    #expect(lesson.steps[1].hints == [.phrase(Phrase(verbatim: "one")), .phrase(Phrase(verbatim: "two"))])
  }
}
