import Basics
import Grading
import Reports
import Shell

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Runs a plan with a crew, until it is done or somebody presses Ctrl-C.
struct GradingRun {
  let plan: GradingPlan
  let results: ResultsFile
  let jobs: Int
  let console: Console
  let isPlain: Bool

  /// - Throws: `Ending` with 130 after Ctrl-C; what came before is kept.
  func run(scratch: String, environment: [String: String]) async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "dojo-grade-\(UUID().uuidString)")
      .path
    defer { Folders.remove(folder) }
    let crew = Crew(
      worker: plan.room.command(scratch: folder, environment: environment), briefing: plan.briefing,
      processors: .own(searchPath: environment["PATH"] ?? "/usr/bin:/bin"),
      size: max(1, min(jobs, plan.list.rows.count)))
    let now: @Sendable () -> Timestamp = { .now() }
    let grading = ClassGrading(
      list: plan.list, crew: crew,
      finishing: RowFinishing(possible: plan.lesson.points, overlay: plan.overlay, now: now),
      results: results,
      now: now)
    let meter = ProgressMeter(
      total: plan.list.without(await results.learners).rows.count, console: console, isPlain: isPlain)
    let interruption = await Interruption.listening()
    let isDone = try await withThrowingTaskGroup(of: Bool.self) { group in
      group.addTask {
        try await grading.run { meter.count($0) }
        return true
      }
      group.addTask {
        await interruption.wait()
        return false
      }
      defer { group.cancelAll() }
      return try await group.next() ?? false
    }
    meter.clear()
    guard isDone else {
      console.warn(Self.stopped)
      throw Ending(code: .interrupted)
    }
  }

  private static let stopped = Phrase(
    en: "Stopped. What was graded is kept; the same command with --resume goes on.",
    ja: "中断しました。採点済みの結果は保存されています。同じコマンドに --resume を付けると再開できます。")
}

/// Writes a report in the forms that an instructor wants at once.
struct GradingOutput {
  let folder: String
  let formats: [ReportFormat]
  let language: Language

  /// Each file is there whole or not at all.
  func write(_ report: ClassReport) throws {
    let always: [(ReportFormat, String)] = [
      (.json, "report.json"), (.csv, "grades.csv"), (.html, "report.html"),
    ]
    for (format, name) in always { try write(report, as: format, to: name) }
    for format in formats where !always.contains(where: { $0.0 == format }) {
      try write(report, as: format, to: format.rawValue)
    }
  }

  private func write(_ report: ClassReport, as format: ReportFormat, to name: String) throws {
    switch RenderedReport(report, as: format, language: language) {
    case .document(let text):
      let file = name.contains(".") ? name : "\(name).\(format.fileExtension)"
      try AtomicFile.write(text.utf8, to: "\(folder)/\(file)")
    case .files(let files):
      for file in files {
        let path = "\(folder)/\(name)/\(file.path)"
        try Folders.create(String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)]), mode: 0o755)
        try AtomicFile.write(file.text.utf8, to: path)
      }
    }
  }
}

extension ReportFormat {
  /// The ending of a file in this form.
  var fileExtension: String {
    switch self {
    case .json, .gradescope, .prairielearn, .classroom: "json"
    case .csv, .canvas, .moodle: "csv"
    case .junit: "xml"
    case .tap: "tap"
    case .github, .feedback: "md"
    case .html: "html"
    case .text: "txt"
    }
  }
}
