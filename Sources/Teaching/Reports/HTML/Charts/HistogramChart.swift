import Basics

/// The points of a class as a drawing.
struct HistogramChart {
  let histogram: PointsHistogram
  let language: Language

  private static let width = 480.0
  private static let height = 200.0
  private static let floor = 168.0
  private static let roof = 22.0

  func write(to page: inout Markup) {
    page.element(
      .svg, .kind("histogram"), Attribute(.role, "img"), .labelled(by: Anchor.points.title),
      Attribute(.viewBox, "0 0 480 200")
    ) { page in
      page.element(.title, .id(Anchor.points.title), text: Self.name[language])
      page.element(.desc, text: summary)
      for (place, bar) in histogram.bars.enumerated() { write(bar, at: place, to: &page) }
      page.element(
        .path, .kind("axis"),
        Attribute(.d, "M0 \(Numbers.text(Self.floor))H\(Numbers.text(Self.width))")
      ) { _ in }
    }
  }

  private static let name = Phrase(
    en: "How many learners earned how many points", ja: "得点ごとの人数")

  /// What a look at the drawing tells at once.
  private var summary: String {
    guard let tallest = histogram.bars.max(by: { $0.learners < $1.learners }) else { return "" }
    let from = Numbers.text(tallest.from)
    let to = Numbers.text(tallest.to)
    let range =
      tallest.isFullMarks
      ? Phrase(en: "full marks (\(from))", ja: "満点（\(from)点）")
      : Phrase(en: "\(from) to just under \(to) points", ja: "\(from)点以上\(to)点未満")
    let count = Phrase.learners(tallest.learners)
    return Phrase(
      en: "The tallest bar is \(range.en) with \(count.en).", ja: "最も多いのは\(range.ja)で\(count.ja)です。")[
        language]
  }

  private func write(_ bar: PointsHistogram.Bar, at place: Int, to page: inout Markup) {
    let most = Double(max(1, histogram.bars.map(\.learners).max() ?? 1))
    // Full marks stand a little apart.
    let gap = 14.0
    let slot = (Self.width - gap - 20) / Double(histogram.bars.count)
    let left = 10 + slot * Double(place) + (bar.isFullMarks ? gap : 0)
    let height = Double(bar.learners) / most * (Self.floor - Self.roof)
    let middle = left + slot / 2
    if bar.learners > 0 {
      page.element(
        .rect, bar.isFullMarks ? .kind("bar full") : .kind("bar"), .number(.x, left + 1.5),
        .number(.y, Self.floor - height), .number(.width, slot - 3), .number(.height, height)
      ) { _ in }
      label("\(bar.learners)", x: middle, y: Self.floor - height - 6, kind: .kind("value"), in: &page)
    }
    let isEdge = !bar.isFullMarks
    label(
      Numbers.text(bar.from), x: isEdge ? left : middle, y: Self.height - 14,
      kind: isEdge ? .kind("tick") : .kind("tick strong"), in: &page)
    guard isEdge else { return }
    page.element(
      .path, .kind("axis"),
      Attribute(.d, "M\(Numbers.text(left)) \(Numbers.text(Self.floor))v5")
    ) { _ in }
  }

  private func label(_ text: String, x: Double, y: Double, kind: Attribute, in page: inout Markup) {
    page.element(
      .label, kind, .number(.x, x), .number(.y, y), Attribute(.textAnchor, "middle"), text: text)
  }
}
