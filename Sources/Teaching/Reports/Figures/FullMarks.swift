extension LearnerResult {
  /// Whether all that was possible was earned, apart from what sums of fractions lose on the way.
  package var hasFullMarks: Bool { status == .graded && points >= possible - 1e-6 }
}
