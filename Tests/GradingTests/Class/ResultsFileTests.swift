import Basics
import Reports
import TestSupport
import Testing

@testable import Grading

struct ResultsFileTests {
  private let folder: ScratchFolder
  private var path: String { "\(folder.path)/results.jsonl" }

  init() throws { folder = try ScratchFolder() }

  private func lesson(digest: String = "sha256:aa", overlay: String? = nil) -> GradedLesson {
    GradedLesson(
      id: "sample", title: Phrase(verbatim: "Sample"), digest: digest, overlay: overlay, points: 2, steps: [])
  }

  private func open(_ lesson: GradedLesson? = nil, resumes: Bool = true) throws -> ResultsFile {
    try ResultsFile(at: path, tool: "dojo 1", lesson: lesson ?? self.lesson(), resumes: resumes)
  }

  private func result(_ learner: String) -> LearnerResult {
    LearnerResult(learner: learner, status: .graded, possible: 2)
  }

  @Test func `every result is on the disk as soon as it was added`() async throws {
    let file = try open(resumes: false)
    try await file.append(result("ada"))
    try await file.append(result("bob"))
    let read = try ResultLines(parsing: FileBytes.read(path), file: path)
    #expect(read.results.map(\.learner) == ["ada", "bob"])
    #expect(read.lesson == lesson())
    #expect(await file.learners == ["ada", "bob"])
  }

  @Test func `a line that was torn off is graded again, and what stands before it is kept`() async throws {
    let file = try open()
    try await file.append(result("ada"))
    let whole = try FileBytes.read(path)
    for torn in [String(ResultLines.line(result("bob")).dropLast(7)), "{", "\u{0}\u{0}\u{0}"] {
      try AtomicFile.write(whole + Array(torn.utf8), to: path)
      let resumed = try open()
      #expect(await resumed.learners == ["ada"])
      try await resumed.append(result("eve"))
      #expect(try FileBytes.read(path) == whole + Array(ResultLines.line(result("eve")).utf8))
    }
  }

  @Test func `a file that was torn in its first line is begun anew`() async throws {
    try AtomicFile.write("{\"schema\":\"dojo".utf8, to: path)
    let file = try open(resumes: false)
    try await file.append(result("ada"))
    #expect(try ResultLines(parsing: FileBytes.read(path), file: path).results.map(\.learner) == ["ada"])
  }

  @Test func `results that are there are not added to unasked`() async throws {
    _ = try open(resumes: false)
    #expect(throws: ResultsProblem.thereAlready(path)) { try open(resumes: false) }
    _ = try open(resumes: true)
  }

  @Test func `results of another lesson, another version or another overlay are not added to`() async throws {
    _ = try open()
    for other in [lesson(digest: "sha256:bb"), lesson(overlay: "sha256:cc")] {
      #expect(throws: ResultsProblem.otherLesson(path)) { try open(other) }
    }
  }

  @Test func `a line in the middle that cannot be read is an error that names it`() async throws {
    _ = try open()
    try AtomicFile.write(try FileBytes.read(path) + Array("{\"learner\":\n\n".utf8), to: path)
    #expect(throws: ReportProblem.self) { try open() }
  }
}
