/// How a class did, in a few numbers; means and medians are those of the graded learners.
package struct ClassFigures: Sendable, Hashable {
  package let learners: Int
  package let graded: Int
  package let missing: Int
  package let unreadable: Int
  package let ungradable: Int
  /// Learners who earned all that was possible.
  package let fullMarks: Int
  /// Learners whose submissions claim other verdicts than were recomputed.
  package let differing: Int
  /// Learners who handed in after the due time.
  package let late: Int
  /// Learners with points that could not be judged.
  package let open: Int
  /// Points before any penalty for being late; absent when nobody was graded.
  package let mean: Double?
  package let points: Quartiles?

  package init(_ report: ClassReport) {
    let results = report.results
    let graded = results.filter { $0.status == .graded }
    func count(_ status: LearnerResult.Status) -> Int { results.count { $0.status == status } }
    learners = results.count
    self.graded = graded.count
    missing = count(.missing)
    unreadable = count(.unreadable)
    ungradable = count(.failed)
    fullMarks = graded.count(where: \.hasFullMarks)
    differing = results.count { $0.integrity.state == .differs }
    late = results.count { ($0.lateness?.seconds ?? 0) > 0 }
    open = results.count { $0.open > 0 }
    points = Quartiles(graded.map(\.points))
    mean = graded.isEmpty ? nil : graded.reduce(0) { $0 + $1.points } / Double(graded.count)
  }
}

extension LearnerResult {
  /// Whether all that was possible was earned, apart from what sums of fractions lose on the way.
  package var hasFullMarks: Bool { status == .graded && points >= possible - 1e-6 }
}
