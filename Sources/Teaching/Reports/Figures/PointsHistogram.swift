/// How many learners earned how many points.
///
/// Full marks have a bar of their own, because "all of it" and "nearly all of it" are different news.
package struct PointsHistogram: Sendable, Hashable {
  package struct Bar: Sendable, Hashable {
    /// The least number of points that counts here.
    package let from: Double
    /// Points from here on count in the next bar; equal to `from` for full marks.
    package let to: Double
    package let learners: Int

    package var isFullMarks: Bool { from == to }
  }

  package let bars: [Bar]

  /// Negative points count as none; empty when nothing was to be earned.
  package init(points: [Double], possible: Double) {
    guard possible > 0, possible.isFinite else {
      bars = []
      return
    }
    let width = Self.width(possible: possible)
    let count = max(1, Int((possible / width).rounded(.up)))
    var learners = [Int](repeating: 0, count: count + 1)
    for value in points where value.isFinite {
      let isFull = value >= possible - 1e-6
      let place = Int(min(max(0, (value + 1e-6) / width), Double(count - 1)))
      learners[isFull ? count : place] += 1
    }
    bars = learners.enumerated().map { place, learners in
      let from = min(Double(place) * width, possible)
      return Bar(
        from: place == count ? possible : from, to: min(Double(place + 1) * width, possible),
        learners: learners)
    }
  }

  /// A round number that makes at most fifteen bars one point wide, or at most ten of another width.
  private static func width(possible: Double) -> Double {
    if possible >= 5, possible <= 15 { return 1 }
    var unit = 0.01
    while unit < possible {
      for factor in [1, 2, 2.5, 5] where possible / (unit * factor) <= 10 { return unit * factor }
      unit *= 10
    }
    return possible
  }
}
