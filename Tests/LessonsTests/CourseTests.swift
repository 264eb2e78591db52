import Basics
import Lessons
import Testing

/// The order of lessons, and which of them comes next.
struct CourseTests {
  /// A lesson of no steps with these prerequisites.
  private static func lesson(_ id: Lesson.ID, after: [Lesson.ID] = []) -> Lesson {
    Lesson(id: id, title: Phrase(verbatim: id.text), steps: [], after: after)
  }

  @Test(
    arguments: [
      // A chain, whatever the names.
      (["c": [], "b": ["c"], "a": ["b"]], ["c", "b", "a"]),
      // What is ready together stands by its prerequisites' place, then by its name.
      (["one": [], "zoo": ["one"], "ant": ["zoo"], "bee": ["one"]], ["one", "bee", "zoo", "ant"]),
      // All prerequisites count, and those that are not there do not.
      (["x": ["a", "b"], "a": [], "b": ["elsewhere"]], ["a", "b", "x"]),
      // A circle is a mistake, and still every lesson is listed once.
      (["a": ["b"], "b": ["a"], "c": []], ["c", "a", "b"]),
      ([:], []),
    ] as [([String: [String]], [String])])
  func `lessons stand after what they name, in an order that depends on them alone`(
    graph: [String: [String]], order: [String]
  ) {
    let lessons = graph.map { id, after in Self.lesson(Lesson.ID(id), after: after.map { Lesson.ID($0) }) }
    for shuffled in [lessons, lessons.reversed(), lessons.shuffled()] {
      #expect(Course(of: shuffled).lessons.map(\.id.text) == order)
    }
  }

  @Test func `the next lesson is the first that is not done while all before it are`() {
    let course = Course(of: [
      Self.lesson("one"), Self.lesson("two", after: ["one"]), Self.lesson("three", after: ["one", "two"]),
    ])
    #expect(course.next(done: [])?.id == "one")
    #expect(course.next(done: ["one"])?.id == "two")
    #expect(course.next(done: ["two"])?.id == "one")
    #expect(course.next(done: ["one", "two", "three"]) == nil)
    #expect(course.missing(before: course.lessons[2], done: ["one"]) == ["two"])
    #expect(course.missing(before: course.lessons[0], done: []).isEmpty)
  }

  @Test func `a checks file says what comes before and how long it takes`() throws {
    let steps = "steps:\n  - id: a\n    confirm: true\n"
    let file = try ChecksFile(
      yaml: "lesson: two\nafter: [one, zero]\ntime: 90s\n\(steps)", path: "two.yaml")
    #expect(file.after.map(\.id) == ["one", "zero"])
    #expect(file.time == .seconds(90))
    #expect(try ChecksFile(yaml: "lesson: two\nafter: one\n\(steps)", path: "x").after.map(\.id) == ["one"])
    #expect(try ChecksFile(yaml: "lesson: two\n\(steps)", path: "x").time == nil)
    for wrong in ["after: two", "after: Not An Id", "time: soon"] {
      let error = #expect(throws: LessonError.self) {
        try ChecksFile(yaml: "lesson: two\n\(wrong)\n\(steps)", path: "two.yaml")
      }
      #expect(error?.problems.map(\.place.line) == [2], "\(wrong)")
    }
  }

  /// The findings about the first of these checks files, which are all of lessons in one folder.
  private static func findings(_ files: [(name: String, after: String)]) throws -> [LintFinding] {
    var texts: [String: String] = [:]
    for (name, after) in files {
      for tag in ["en", "ja"] { texts["l/\(name).\(tag).md"] = "# L\n\n1. Look.\n" }
      texts["l/\(name).yaml"] = """
        lesson: \(name)
        title: {en: L, ja: 題}
        \(after.isEmpty ? "" : "after: \(after)")
        steps:
          - id: look
            confirm: true
        """
    }
    return try LessonLinter(files[0].name, in: "l", files: LessonFiles(inMemory: texts)).findings()
  }

  @Test func `a prerequisite that is not there is named with the nearest that is`() throws {
    let findings = try Self.findings([("two", "first-conteiner"), ("first-container", "")])
    #expect(findings.map(\.rule) == [.prerequisiteUnknown])
    #expect(findings.first?.place.description == "l/two.yaml:3:8")
    #expect(findings.first?.instead?.en == "Did you mean `first-container`?")
    #expect(try Self.findings([("two", "one"), ("one", "")]).isEmpty)
  }

  @Test func `prerequisites that go round in a circle are shown with the way round`() throws {
    let findings = try Self.findings([("a", "b"), ("b", "c"), ("c", "a")])
    #expect(findings.map(\.rule) == [.prerequisiteCircular])
    #expect(findings.first?.found.en.contains("`a` after `b` after `c` after `a`") == true)
    #expect(try Self.findings([("d", "a"), ("a", "b"), ("b", "a")]).isEmpty, "not d's mistake")
  }
}
