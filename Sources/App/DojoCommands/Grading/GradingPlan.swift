import Basics
import Grading
import Lessons
import Reports
import Shell
import Submissions

/// Everything that a grading is made from, read before the first submission is touched.
struct GradingPlan: Sendable {
  let lesson: GradedLesson
  let overlay: GradeOverlay?
  let list: ClassList
  let briefing: WorkerBriefing
  let room: WorkerRoom
  /// What else the instructor should know before it begins.
  let notices: [Phrase]

  /// What was asked for on the command line.
  struct Request: Sendable {
    var lesson: String
    var checks: String?
    var paths: [String]
    var roster: String?
    var overlay: String?
    var out: String
    var shard: Shard?
    var trustsSubmissions: Bool
    var limits: GradingLimits
    var language: Language
  }

  /// Reads lesson, overlay, roster and the names of the submissions.
  static func make(_ request: Request, context: ProcessContext) async throws -> GradingPlan {
    let home = try context.home()
    let source = LessonSourceFiles(request, home: home)
    let lesson = try source.load(language: request.language)
    let overlayText = try request.overlay.map { path in
      WorkerBriefing.Text(path: path, text: try LessonSourceFiles.text(of: path))
    }
    let overlay = try overlayText.map { try GradeOverlay(yaml: $0.text, path: $0.path, for: lesson) }
    let graded = try overlay.map { try lesson.overlaid(by: $0) } ?? lesson
    let tools =
      request.trustsSubmissions ? nil : try await SandboxProbe(environment: context.environment).run()
    let (list, notices) = try ClassSource(request).list(lesson: lesson.id.text)
    // It stands for docker there.
    let link = context.link
    guard Folders.exists(link) else { throw LinkMissing(path: link) }
    let briefing = WorkerBriefing(
      files: lesson.sources.map { WorkerBriefing.Text(path: $0.path, text: $0.text) },
      chapter: source.chapter(of: lesson), checks: source.checks(of: lesson), overlay: overlayText,
      language: request.language, images: home.images, link: link, tools: tools, limits: request.limits)
    let room = WorkerRoom(
      program: context.executable, tools: tools, needed: [home.images, context.programs])
    return GradingPlan(
      lesson: GradedLesson(
        graded, base: lesson, titles: source.titles(for: lesson), overlay: overlay),
      overlay: overlay, list: list, briefing: briefing, room: room,
      notices: notices + Self.strangers(in: overlay, list: list))
  }

  /// Overrides for learners whom nobody knows are told, not passed over.
  private static func strangers(in overlay: GradeOverlay?, list: ClassList) -> [Phrase] {
    let known = Set(list.rows.map(\.learner))
    return (overlay?.overrides ?? []).filter { !known.contains($0.learner) }.map { override in
      Phrase(
        en:
          "\(override.place): there is no learner \(override.learner) in this class; that override does nothing.",
        ja: "\(override.place): 学習者 \(override.learner) はこのクラスにいないため、この上書きは使われません。")
    }
  }
}

/// A part of a class: the K-th of N graders.
struct Shard: Sendable, Equatable {
  let number: Int
  let count: Int

  /// Reads `K/N`, counted from 1.
  init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let number = parts[0], let count = parts[1], count >= 1,
      (1...count).contains(number)
    else { return nil }
    self.number = number
    self.count = count
  }
}

/// The program that stands for docker in a sandbox is not there.
struct LinkMissing: UserFacingError, Equatable {
  let path: String

  var summary: Phrase {
    Phrase(
      en: "the program that stands for docker in a sandbox is missing: \(path)",
      ja: "サンドボックスの中で docker の代わりをするプログラムがありません: \(path)")
  }

  var remedy: Phrase? {
    Phrase(
      en: "It is built with everything else: swift build -c release. Installed, it lies beside dojo.",
      ja: "swift build -c release ですべてをビルドすると作られます。インストールするときは dojo の隣に置いてください。")
  }

  var exitCode: ExitCode { .undetermined }
}
