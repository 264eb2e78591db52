import Basics
import Checks
import Grading
import Lessons
import Reports

/// Reads the lesson that a class is graded by, in both languages as far as it has them.
struct LessonSourceFiles {
  private let lesson: String
  private let checksPath: String?
  private let home: DojoHome
  private let isChapter: Bool

  init(_ request: GradingPlan.Request, home: DojoHome) {
    lesson = request.lesson
    checksPath = request.checks
    self.home = home
    isChapter = request.lesson.contains("/") || request.lesson.hasSuffix(".md")
  }

  func load(language: Language) throws -> Lesson {
    guard isChapter else {
      if checksPath != nil { throw ChecksWithoutChapter(lesson: lesson) }
      return try LessonCatalog(folder: home.lessons).load(lesson, language: language.rawValue)
    }
    return try ChapterFiles().load(path: lesson, checks: checksPath, language: language.rawValue)
  }

  /// The path that makes a worker read the same chapters: the chapter itself, or the folder of several.
  func chapter(of lesson: Lesson) -> String {
    let chapters = lesson.sources.map(\.path).filter { $0.hasSuffix(".md") }
    guard chapters.count > 1, let first = chapters.first, let slash = first.lastIndex(of: "/") else {
      return chapters.first ?? self.lesson
    }
    return String(first[..<slash])
  }

  func checks(of lesson: Lesson) -> String? {
    lesson.sources.map(\.path).first { $0.hasSuffix(".yaml") || $0.hasSuffix(".yml") }
  }

  /// Each step's title in both languages; a language without a chapter takes the other's.
  func titles(for lesson: Lesson) -> [Step.ID: Phrase] {
    let (en, ja) = (titles(.english), titles(.japanese))
    return Dictionary(
      lesson.steps.map { ($0.id, Phrase(en: en[$0.id] ?? $0.title, ja: ja[$0.id] ?? $0.title)) }
    ) { first, _ in first }
  }

  private func titles(_ language: Language) -> [Step.ID: String] {
    let steps = (try? load(language: language))?.steps ?? []
    return Dictionary(steps.map { ($0.id, $0.title) }) { first, _ in first }
  }

  static func text(of path: String) throws -> String {
    let bytes: [UInt8]
    do throws(SystemError) { bytes = try FileBytes.read(path, limit: 4 << 20) } catch {
      throw LessonFileError.unreadable(path, reason: error.reason)
    }
    guard let text = String(validating: bytes, as: UTF8.self) else { throw LessonFileError.notText(path) }
    return text
  }
}

extension GradedLesson {
  /// The lesson as the reader of a report needs it; `base` is what learners know of it.
  init(_ lesson: Lesson, base: Lesson, titles: [Step.ID: Phrase], overlay: GradeOverlay?) {
    self.init(
      id: lesson.id.text, title: lesson.title, digest: base.judgingDigest,
      overlay: overlay.map { $0.digest }, points: Double(lesson.points),
      due: overlay?.lateRule?.due.milliseconds,
      steps: lesson.steps.map { step in
        let known = Set(base.step(step.id)?.checks.map(\.id) ?? [])
        let whole = max(1, step.checks.reduce(0) { $0 + $1.points })
        return GradedStep(
          id: step.id.text, number: step.number, title: titles[step.id] ?? Phrase(verbatim: step.title),
          points: Double(step.points),
          checks: step.checks.map { check in
            GradedCheck(
              id: check.id.text, points: Double(step.points) * Double(check.points) / Double(whole),
              isHidden: check.isHidden || !known.contains(check.id),
              expected: lesson.expectation(of: check, in: step))
          })
      })
  }
}
