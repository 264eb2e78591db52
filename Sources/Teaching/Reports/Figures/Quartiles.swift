/// Where the quarters of a group of numbers meet.
///
/// Between two of the numbers the place is interpolated, as spreadsheets do (`QUARTILE.INC`): the quarter `q` of `n`
/// sorted numbers lies at the place `q × (n − 1)`, counted from 0.
package struct Quartiles: Sendable, Hashable {
  package let count: Int
  package let least: Double
  package let lower: Double
  package let median: Double
  package let upper: Double
  package let greatest: Double

  /// Absent when there are no numbers; those that are not finite are left out.
  package init?(_ values: some Sequence<Double>) {
    let sorted = values.filter(\.isFinite).sorted()
    guard let least = sorted.first, let greatest = sorted.last else { return nil }
    count = sorted.count
    self.least = least
    self.greatest = greatest
    lower = Self.place(0.25, in: sorted)
    median = Self.place(0.5, in: sorted)
    upper = Self.place(0.75, in: sorted)
  }

  private static func place(_ share: Double, in sorted: [Double]) -> Double {
    let place = share * Double(sorted.count - 1)
    let below = Int(place)
    let above = min(below + 1, sorted.count - 1)
    return sorted[below] + (sorted[above] - sorted[below]) * (place - Double(below))
  }
}
