/// The middle half of a group of numbers with its median; the numbers stand beside it in the same row.
struct RangeBar {
  let quartiles: Quartiles
  /// What the whole width stands for.
  let greatest: Double

  func write(to page: inout Markup) {
    page.element(
      .svg, .kind("range"), .decoration, Attribute(.viewBox, "0 0 100 10"),
      Attribute(.preserveAspectRatio, "none")
    ) { page in
      let (lower, upper) = (place(quartiles.lower), place(quartiles.upper))
      part(.kind("track"), from: 0, to: 100, y: 4.75, height: 0.5, in: &page)
      part(.kind("half"), from: lower, to: max(upper, lower + 0.5), y: 2, height: 6, in: &page)
      let median = min(place(quartiles.median), 99)
      part(.kind("median"), from: median, to: median + 1, y: 0, height: 10, in: &page)
    }
  }

  private func place(_ value: Double) -> Double { greatest > 0 ? min(max(0, value / greatest), 1) * 100 : 0 }

  private func part(
    _ kind: Attribute, from left: Double, to right: Double, y: Double, height: Double, in page: inout Markup
  ) {
    page.element(
      .rect, kind, .number(.x, left), .number(.y, y), .number(.width, right - left), .number(.height, height)
    ) { _ in }
  }
}
