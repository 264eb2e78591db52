import Basics
import Reports
import Submissions
import Synchronization

/// Grades a class: hands submissions out to the crew and writes each result down as it comes.
package struct ClassGrading: Sendable {
  let list: ClassList
  let crew: Crew
  let finishing: RowFinishing
  let results: ResultsFile
  let now: @Sendable () -> Timestamp

  package init(
    list: ClassList, crew: Crew, finishing: RowFinishing, results: ResultsFile,
    now: @escaping @Sendable () -> Timestamp
  ) {
    self.list = list
    self.crew = crew
    self.finishing = finishing
    self.results = results
    self.now = now
  }

  /// Grades every row that has no result yet; `told` hears of each result.
  package func run(told: @escaping @Sendable (LearnerResult) async -> Void) async throws {
    let open = list.without(await results.learners)
    let counter = Counter(
      open.rows.filter { $0.submission != nil }, finishing: finishing, results: results, now: now, told: told)
    for row in open.rows where row.submission == nil {
      try await counter.keep(LearnerResult(learner: row.learner, status: .missing, possible: 0), of: row)
    }
    try await crew.run {
      await counter.next()
    } done: { result, order in
      try await counter.keep(result, orderedAs: order.learner)
    }
    if let failure = await counter.failure { throw failure }
  }
}

/// Hands the submissions out, one after the other, and takes the results in.
private actor Counter {
  private let reader: SubmissionReader
  private var rows: [String: (row: ClassRows.Row, started: Int64)] = [:]
  private let byPath: [String: ClassRows.Row]
  private let finishing: RowFinishing
  private let results: ResultsFile
  private let now: @Sendable () -> Timestamp
  private let told: @Sendable (LearnerResult) async -> Void
  private(set) var failure: (any Error)?

  init(
    _ rows: [ClassRows.Row], finishing: RowFinishing, results: ResultsFile,
    now: @escaping @Sendable () -> Timestamp,
    told: @escaping @Sendable (LearnerResult) async -> Void
  ) {
    reader = SubmissionReader(rows.compactMap(\.submission))
    byPath = Dictionary(rows.map { ($0.submission?.path ?? "", $0) }) { first, _ in first }
    self.finishing = finishing
    self.results = results
    self.now = now
    self.told = told
  }

  /// The next submission that can be read; those that cannot get their row at once.
  func next() async -> WorkerOrder? {
    while failure == nil, let (submission, files) = reader.nextFiles() {
      guard let row = byPath[submission.path] else { continue }
      do throws(SubmissionProblem) {
        let order = WorkerOrder(learner: row.learner, files: try files.get())
        rows[row.learner] = (row, now().milliseconds)
        return order
      } catch {
        do {
          try await keep(
            LearnerResult(learner: row.learner, status: .unreadable, reason: error.summary, possible: 0),
            of: row)
        } catch {
          failure = error
        }
      }
    }
    return nil
  }

  func keep(_ result: LearnerResult, orderedAs learner: String) async throws {
    guard let (row, started) = rows.removeValue(forKey: learner) else { return }
    try await keep(result, of: row, started: started)
  }

  func keep(_ result: LearnerResult, of row: ClassRows.Row, started: Int64? = nil) async throws {
    let finished = finishing.finished(result, of: row, started: started ?? now().milliseconds)
    try await results.append(finished)
    await told(finished)
  }
}
