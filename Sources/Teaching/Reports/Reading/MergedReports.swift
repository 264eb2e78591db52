import Basics

extension ClassReport {
  /// One report of several, whatever their order and however often one is given.
  ///
  /// All must come from the same lesson, overlay and settings. A learner in two of them is one row when the results
  /// are the same apart from times; a row without a submission gives way to any other.
  ///
  /// - Throws: `ReportProblem` that names the learner and both files when results differ. There must be one report.
  package static func merging(_ files: [ReportFile]) throws(ReportProblem) -> ClassReport {
    // Sorted, so that the same files give the same error, and the same report, in whatever order they are named.
    let files = files.sorted { $0.name < $1.name }
    guard let first = files.first else { throw ReportProblem(file: "report", kind: .empty) }
    for file in files.dropFirst() { try demandSameLesson(file, as: first) }
    return ClassReport(
      tool: tools(of: files), lesson: first.report.lesson, results: try rows(of: files),
      times: times(of: files))
  }

  /// The same for reports without a file, which an error calls by their number.
  package static func merging(_ reports: [ClassReport]) throws(ReportProblem) -> ClassReport {
    try merging(reports.enumerated().map { ReportFile(name: "report \($0.offset + 1)", report: $0.element) })
  }

  private static func demandSameLesson(_ file: ReportFile, as first: ReportFile) throws(ReportProblem) {
    let (one, other) = (first.report, file.report)
    guard other.schema == one.schema else {
      throw ReportProblem(file: file.name, kind: .schema(found: other.schema))
    }
    let part: ReportProblem.LessonPart? =
      if other.lesson.id != one.lesson.id {
        .id
      } else if other.lesson.digest != one.lesson.digest {
        .digest
      } else if other.lesson.overlay != one.lesson.overlay {
        .overlay
      } else if other.lesson != one.lesson {
        .settings
      } else {
        nil
      }
    guard let part else { return }
    throw ReportProblem(file: file.name, kind: .otherLesson(than: first.name, part: part))
  }

  private static func tools(of files: [ReportFile]) -> String {
    let all = files.flatMap { $0.report.tool.split(separator: ", ", omittingEmptySubsequences: false) }
    return Set(all).sorted().joined(separator: ", ")
  }

  private static func times(of files: [ReportFile]) -> ReportTimes? {
    let times = files.compactMap(\.report.times)
    guard let started = times.map(\.started).min(), let finished = times.map(\.finished).max() else {
      return nil
    }
    return ReportTimes(started: started, finished: finished)
  }

  private static func rows(of files: [ReportFile]) throws(ReportProblem) -> [LearnerResult] {
    var rows: [String: (result: LearnerResult, file: String)] = [:]
    for file in files {
      for result in file.report.results {
        guard let known = rows[result.learner] else {
          rows[result.learner] = (result, file.name)
          continue
        }
        guard let kept = known.result.merged(with: result) else {
          throw ReportProblem(
            file: file.name, kind: .conflict(learner: result.learner, other: known.file))
        }
        rows[result.learner] = (kept, kept == known.result ? known.file : file.name)
      }
    }
    return rows.values.map(\.result).sorted { $0.learner < $1.learner }
  }
}

extension LearnerResult {
  /// The one row that stands for this and another of the same learner; `nil` when they contradict each other.
  fileprivate func merged(with other: LearnerResult) -> LearnerResult? {
    let (mine, theirs) = (withoutTimes, other.withoutTimes)
    if mine == theirs { return Self.isEarlier(other, than: self) ? other : self }
    return switch (status, other.status) {
    case (.missing, .missing): nil
    case (.missing, _): other
    case (_, .missing): self
    default: nil
    }
  }

  private var withoutTimes: LearnerResult {
    var copy = self
    copy.times = nil
    return copy
  }

  private static func isEarlier(_ one: LearnerResult, than other: LearnerResult) -> Bool {
    key(one.times).lexicographicallyPrecedes(key(other.times))
  }

  /// A row without times comes after all others.
  private static func key(_ times: ResultTimes?) -> [Int64] {
    guard let times else { return [.max] }
    return [times.graded, times.took, times.submitted ?? .max]
  }
}
