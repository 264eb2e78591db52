import Basics
import Lessons
import Practice

/// One lesson of the course with the learner's standing in it.
struct CourseRow {
  enum State: String {
    case new
    case begun
    case done
  }

  /// Its place in the course, from 1.
  let number: Int
  let lesson: Lesson
  let status: SittingStatus
  let state: State
  /// What is to be done before and is not.
  let missing: [Lesson.ID]
  let languages: [String]
  /// Whether `dojo run` without a name opens this one.
  let isNext: Bool

  var passed: Int { status.rows.count(where: \.isPassed) }
  /// The author's estimate in minutes.
  var minutes: Int? { lesson.time.map { Int(($0.components.seconds + 59) / 60) } }

  /// The rows of a course, in order; `next` is the name of the lesson to go on with.
  static func rows(of progress: CourseProgress, next: String?) -> [CourseRow] {
    zip(1..., progress.course.lessons).compactMap { number, lesson in
      guard let status = progress.standing[lesson.id] else { return nil }
      return CourseRow(
        number: number, lesson: lesson, status: status,
        state: status.isFinished ? .done : progress.opened.contains(lesson.id) ? .begun : .new,
        missing: progress.missing(before: lesson), languages: progress.languages[lesson.id] ?? [],
        isNext: lesson.id.text == next && !status.isFinished)
    }
  }

  var json: JSONValue {
    [
      "order": .number("\(number)"), "lesson": .string(lesson.id.text), "title": .string(lesson.title.en),
      "title_ja": .string(lesson.title.ja), "state": .string(state.rawValue), "next": .bool(isNext),
      "after": .array(lesson.after.map { .string($0.text) }),
      "missing": .array(missing.map { .string($0.text) }),
      "steps": .number("\(status.rows.count)"), "passed": .number("\(passed)"),
      "points": .number("\(status.points)"), "earned": .number(status.earned.asPoints),
      "minutes": minutes.map { .number("\($0)") } ?? .null,
      "languages": .array(languages.map { .string($0) }),
    ]
  }
}

extension Double {
  /// Points without a needless fraction: `3`, `1.5`.
  var asPoints: String {
    let tenths = Int((self * 10).rounded())
    return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
  }
}
