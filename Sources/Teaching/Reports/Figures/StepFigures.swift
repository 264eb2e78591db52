/// How a class did at one step; only graded learners count.
package struct StepFigures: Sendable, Hashable {
  package let step: GradedStep
  package private(set) var passed = 0
  /// Not passed, but some of the points were earned.
  package private(set) var partly = 0
  package private(set) var failed = 0
  package private(set) var undetermined = 0
  /// Points that all of them earned together.
  package private(set) var earned = 0.0
  /// How long learners were at the step, in seconds; absent when no journal tells.
  package private(set) var seconds: Quartiles?

  package var learners: Int { passed + partly + failed + undetermined }
  package var mean: Double? { learners > 0 ? earned / Double(learners) : nil }

  /// One for each step of the lesson, in its order.
  package static func all(in report: ClassReport) -> [StepFigures] {
    var figures = report.lesson.steps.map { StepFigures(step: $0) }
    var seconds = [[Double]](repeating: [], count: figures.count)
    for result in report.results where result.status == .graded {
      for (place, index) in report.lesson.places(in: result).enumerated() {
        guard let index else { continue }
        figures[place].count(result.steps[index])
        if let known = result.steps[index].seconds { seconds[place].append(known) }
      }
    }
    for place in figures.indices { figures[place].seconds = Quartiles(seconds[place]) }
    return figures
  }

  private init(step: GradedStep) { self.step = step }

  private mutating func count(_ result: StepResult) {
    earned += result.earned
    switch result.outcome {
    case .passed: passed += 1
    case .failed where result.earned > 0: partly += 1
    case .failed: failed += 1
    case .undetermined: undetermined += 1
    }
  }
}

extension GradedLesson {
  /// For each step of the lesson its place among the steps of a result, or `nil` where the result has none.
  package func places(in result: LearnerResult) -> [Int?] {
    steps.enumerated().map { place, step in
      if place < result.steps.count, result.steps[place].id == step.id { return place }
      return result.steps.firstIndex { $0.id == step.id }
    }
  }
}
