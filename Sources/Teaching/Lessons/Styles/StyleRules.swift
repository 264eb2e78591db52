import Markdown

/// The one place that decides where steps start: every way to read the chapter is weighed, and the best one taken.
struct StyleRules {
  private let outline: ChapterOutline

  init(_ outline: ChapterOutline) {
    self.outline = outline
  }

  /// One way to read the chapter.
  struct Reading {
    let marks: [StepMark]
    let candidate: StyleCandidate
  }

  /// The chosen reading and the whole choice; with `given` that style, whatever the others look like.
  func choose(given: StepStyle? = nil) -> (reading: Reading?, choice: StyleChoice) {
    let ranked = readings.enumerated().sorted {
      ($1.element.candidate.score, $0.offset) < ($0.element.candidate.score, $1.offset)
    }.map(\.element)
    let reading = given.map { style in ranked.first { $0.candidate.style == style } } ?? ranked.first
    let others = ranked.filter { $0.candidate != reading?.candidate }
    return (
      reading,
      StyleChoice(
        style: reading?.candidate.style ?? given, isGiven: given != nil,
        candidates: ([reading].compactMap(\.self) + others).map(\.candidate))
    )
  }

  /// All readings in the order of `StepStyle`.
  private var readings: [Reading] {
    let items = NumberedItems(outline)
    let continuous = items.continuous
    let restarting = items.restarting
    let groups = NumberedHeadings.groups(in: outline)
    let weigh = StyleWeighing(outline, itemCount: items.itemCount, items: continuous)
    var readings: [Reading] = []
    func add(
      _ style: StepStyle, _ marks: [StepMark], named isNamed: Bool = false, dotted isDotted: Bool = false
    ) {
      guard !marks.isEmpty else { return }
      let reasons = weigh.reasons(for: style, marks, isNamed: isNamed, isDotted: isDotted)
      let candidate = StyleCandidate(style: style, stepCount: marks.count, reasons: reasons)
      readings.append(Reading(marks: Self.numbered(marks), candidate: candidate))
    }
    let paragraphs = MarkedParagraphs.marks(in: outline)
    add(.numberedItems, continuous)
    if restarting != continuous { add(.restartingItems, restarting) }
    for group in groups { add(.numberedHeadings, group.marks, named: group.isNamed, dotted: group.isDotted) }
    for (style, sign) in [
      (StepStyle.circledDigits, MarkedParagraphs.Sign.circled), (.numberedParagraphs, .numbered),
      (.taskLines, .task),
    ] {
      let marks = paragraphs[sign] ?? []
      if marks.count >= 2 || sign == .task { add(style, marks) }
    }
    add(.checkboxes, UnnumberedSteps.checkboxes(outline))
    add(.bullets, UnnumberedSteps.bullets(outline))
    add(.sections, UnnumberedSteps.sections(outline))
    add(.files, UnnumberedSteps.files(outline))
    add(.fences, UnnumberedSteps.fences(outline))
    return readings
  }

  private static let parting: Signs = "-.．－"

  /// The marks with numbers that tell them apart: the printed ones where they do, else counted.
  private static func numbered(_ marks: [StepMark]) -> [StepMark] {
    let hasParts = marks.contains { mark in
      !mark.label.utf8.allSatisfy { $0 &- 0x30 < 10 } && mark.label.contains { parting.contains($0) }
    }
    guard hasParts || Set(marks.map(\.number)).count < marks.count else { return marks }
    return marks.enumerated().map { index, mark in
      StepMark(piece: mark.piece, item: mark.item, number: index + 1, label: mark.label)
    }
  }
}
