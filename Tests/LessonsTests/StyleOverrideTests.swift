import Basics
import Lessons
import Testing

struct StyleOverrideTests {
  private func load(_ chapter: String, _ checks: String) throws -> Lesson {
    let files = LessonFiles(inMemory: ["c.md": chapter, "c.yaml": checks])
    return try ChapterFiles(files: files).load(path: "c.md", language: "en")
  }

  private static let chapter = "1. Read\n2. Think\n\n```sh\nls\n```\n\n```sh\npwd\n```\n"

  @Test func `style in the checks file decides`() throws {
    let lesson = try load(Self.chapter, "lesson: a\nstyle: fences\nsteps: [{id: x}, {id: y}]")
    #expect(lesson.steps.map { $0.commands.map(\.line) } == [["ls"], ["pwd"]])
  }

  @Test func `a style that the chapter does not have is told at its place, with the one it has`() throws {
    let marked = Marked("lesson: a\nstyle: ▶checkboxes\nsteps: [{id: x}]")
    let error = try #require(throws: LessonError.self) { try load(Self.chapter, marked.text) }
    #expect(error.places == marked.places)
    #expect(error.summary.en.contains("no steps that are marked by checkboxes"))
    #expect(error.summary.en.contains("Write `style: numbered-list`"))
  }

  @Test func `a style that there is not gets the list of those there are`() throws {
    let marked = Marked("lesson: a\nstyle: ▶bullet\nsteps: [{id: x}]")
    let error = try #require(throws: LessonError.self) { try load(Self.chapter, marked.text) }
    #expect(error.places == marked.places)
    #expect(error.summary.en.contains("`numbered-list-per-section`"))
  }
}
