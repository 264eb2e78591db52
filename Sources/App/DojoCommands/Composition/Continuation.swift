import Basics
import Engine
import Lessons
import Practice

/// The lesson to go on with when none is named.
struct Continuation {
  let origin: LessonOrigin
  /// Which lesson it is and why, in one sentence; `nil` where the learner is in it already.
  let reason: Phrase?
}

extension LessonChoice {
  /// The sitting that runs, else the last opened lesson that is not finished, else the next one of the course.
  ///
  /// - Throws: `CourseFinished` when every lesson of the course is done.
  func continuation(language: Language?, ports: PortPolicy?) throws -> Continuation {
    if let running = try running(language: language) { return Continuation(origin: running, reason: nil) }
    if let unfinished = try unfinished(language: language) { return unfinished }
    let spoken = language ?? Language(environment: context.environment)
    let progress = try CourseProgress(
      lessonsIn: context.home().lessons, state: state(), language: spoken)
    guard let next = progress.course.next(done: progress.done) else {
      throw CourseFinished(lessons: progress.course.lessons.count)
    }
    return Continuation(
      origin: LessonOrigin(
        lesson: next.id.text, isChapter: false, checks: nil, language: spoken, ports: ports ?? .real),
      reason: .next(next))
  }

  /// The lesson that was opened last among those that can still be read and are not finished.
  private func unfinished(language: Language?) throws -> Continuation? {
    for folder in opened(in: try state()) {
      guard var origin = LessonOrigin.read(from: folder) else { continue }
      if let language { origin.language = language }
      // A chapter that has been moved away is no reason not to go on with another.
      guard let lesson = try? SittingComposition(context: context, origin: origin).lesson() else { continue }
      let progress = Progress(folding: try Journal.read(at: folder.journal).entries)
      guard let step = progress.currentStep(in: lesson) else { continue }
      return Continuation(origin: origin, reason: .goingOn(lesson, at: step))
    }
    return nil
  }
}

extension Phrase {
  fileprivate static func goingOn(_ lesson: Lesson, at step: Step) -> Phrase {
    let last = lesson.steps.last?.number ?? step.number
    return Phrase(
      en: "Going on with \(lesson.id) (\(lesson.title.en)), at step \(step.number) of \(last).",
      ja: "\(lesson.id)（\(lesson.title.ja)）の続きです。全 \(last) 手順のうち、手順 \(step.number) からです。")
  }

  fileprivate static func next(_ lesson: Lesson) -> Phrase {
    guard !lesson.after.isEmpty else {
      return Phrase(
        en: "A lesson to begin with: \(lesson.id) (\(lesson.title.en)).",
        ja: "最初のレッスンは \(lesson.id)（\(lesson.title.ja)）です。")
    }
    let before = lesson.after.map(\.text)
    return Phrase(
      en:
        "Next in the course: \(lesson.id) (\(lesson.title.en)), for \(before.joined(separator: " and ")) \(before.count == 1 ? "is" : "are") done.",
      ja: "\(before.joined(separator: "、"))が終わったので、次は \(lesson.id)（\(lesson.title.ja)）です。")
  }
}

/// There is nothing left to go on with.
struct CourseFinished: UserFacingError, Equatable {
  let lessons: Int

  var summary: Phrase {
    Phrase(
      en: "all \(lessons) lessons of the course are done", ja: "コースの \(lessons) レッスンはすべて終わっています")
  }

  var remedy: Phrase? {
    Phrase(
      en: "dojo list shows them; dojo run NAME opens one again, and dojo reset 1 takes it back to its start.",
      ja: "一覧は dojo list で見られます。dojo run レッスン名 で開き直し、dojo reset 1 で最初からやり直せます。")
  }

  var exitCode: ExitCode { .success }
}
