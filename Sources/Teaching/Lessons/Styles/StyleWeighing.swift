import Markdown

/// What speaks for and against one way to read a chapter.
struct StyleWeighing {
  private let outline: ChapterOutline
  /// How many list items could be steps.
  private let itemCount: Int
  /// The longest run of list items whose numbers go on.
  private let items: [StepMark]
  private let commandCount: Int
  /// Whether the chapter is spread over files that are called like steps.
  private let hasStepFiles: Bool

  init(_ outline: ChapterOutline, itemCount: Int, items: [StepMark]) {
    self.outline = outline
    self.itemCount = itemCount
    self.items = items
    commandCount = outline.commandCount
    var names: [String] = []
    for piece in outline.pieces where names.last != piece.file { names.append(piece.file) }
    hasStepFiles = names.count > 1 && names.count { UnnumberedSteps.isNumbered($0) } * 2 > names.count
  }

  func reasons(for style: StepStyle, _ marks: [StepMark], isNamed: Bool, isDotted: Bool) -> [StyleCandidate
    .Reason]
  {
    let owned = Owned(marks, style, outline)
    let form = [
      trust(in: style, isNamed: isNamed, isDotted: isDotted), coverage(owned), evidence(owned, marks.count),
    ]
    let numbers = [order(of: marks, style), share(of: marks, style), key(marks)]
    return (form + numbers + [alone(marks), crossing(marks, style), files(marks, style)]).compactMap(\.self)
      .filter { $0.points != 0 }
  }

  private func reason(_ points: Int, _ cause: StyleCause) -> StyleCandidate.Reason {
    StyleCandidate.Reason(points: points, cause: cause)
  }

  /// How seldom such a mark means anything else.
  private func trust(in style: StepStyle, isNamed: Bool, isDotted: Bool) -> StyleCandidate.Reason {
    let points =
      switch style {
      case .taskLines: 50
      case .numberedItems, .restartingItems, .circledDigits: 40
      case .numberedHeadings: (isDotted ? 20 : 35) + (isNamed ? 15 : 0)
      case .numberedParagraphs: 38
      case .checkboxes, .sections: 30
      case .bullets: 15
      case .files: 10
      case .fences: 1
      }
    return reason(points, isNamed ? .named : .sign(style))
  }

  /// Whether what is typed stands in the steps.
  private func coverage(_ owned: Owned) -> StyleCandidate.Reason {
    guard commandCount > 0 else { return reason(15, .noCommands) }
    let count = owned.commandCount
    let points = commandCount >= 3 ? -50 + 80 * count / commandCount : 30 * count / commandCount
    return reason(points, .commands(inside: count, of: commandCount))
  }

  /// Whether there is something to do in each step.
  private func evidence(_ owned: Owned, _ count: Int) -> StyleCandidate.Reason {
    reason(20 * owned.taskCount / count, .tasks(owned.taskCount, of: count))
  }

  /// Whether the numbers go up one by one.
  private func order(of marks: [StepMark], _ style: StepStyle) -> StyleCandidate.Reason? {
    switch style {
    case .numberedItems, .restartingItems, .numberedHeadings, .circledDigits, .numberedParagraphs: break
    default: return nil
    }
    let numbers = marks.map(\.number)
    let steps = zip(numbers, numbers.dropFirst())
    if steps.allSatisfy({ $1 == $0 + 1 }) {
      let (first, last) = (numbers.first ?? 1, numbers.last ?? 1)
      return reason(first <= 1 ? 15 : 12, .withoutGap(from: first, to: last))
    }
    if steps.allSatisfy({ $1 > $0 }) { return reason(10, .rising) }
    let restarts = steps.count { $1 <= 1 && $1 <= $0 }
    let jumps = steps.count { $1 != $0 + 1 } - restarts
    return jumps == 0 ? reason(10, .restarts(restarts)) : reason(-5 * min(jumps, 4), .jumps(jumps))
  }

  /// How many of the numbered items become steps.
  private func share(of marks: [StepMark], _ style: StepStyle) -> StyleCandidate.Reason? {
    guard style == .numberedItems || style == .restartingItems, itemCount > 0 else { return nil }
    return reason(20 * marks.count / itemCount, .share(marks.count, of: itemCount))
  }

  /// Whether a key of solutions has the same numbers.
  private func key(_ marks: [StepMark]) -> StyleCandidate.Reason? {
    guard !outline.keyNumbers.isEmpty else { return nil }
    let solved = Set(marks.map(\.number)).intersection(outline.keyNumbers).count
    let count = outline.keyNumbers.count
    return reason(25 * solved / count, .keyNumbers(solved, of: count))
  }

  private func alone(_ marks: [StepMark]) -> StyleCandidate.Reason? {
    marks.count > 1 ? nil : reason(-15, .onlyOneStep)
  }

  /// Whether one list goes on across numbered headings: then the headings are chapters.
  private func crossing(_ marks: [StepMark], _ style: StepStyle) -> StyleCandidate.Reason? {
    guard let first = items.first?.piece, let last = items.last?.piece else { return nil }
    if style == .numberedHeadings, marks.contains(where: { $0.piece > first && $0.piece < last }) {
      return reason(-25, .listAcrossHeadings)
    }
    guard style == .numberedItems else { return nil }
    let crosses = outline.facts[first...last].contains { $0.heading > 0 }
    return crosses ? reason(20, .acrossHeadings) : nil
  }

  /// What the names of several files say.
  private func files(_ marks: [StepMark], _ style: StepStyle) -> StyleCandidate.Reason? {
    guard hasStepFiles else { return nil }
    if style == .files { return reason(50, .stepFiles) }
    let pieces = marks.map { outline.pieces[$0.piece].file }
    let restarts = zip(marks.indices, marks.indices.dropFirst()).contains { before, after in
      pieces[before] != pieces[after] && marks[after].number <= marks[before].number
    }
    return restarts ? reason(-40, .restartsInAnotherFile) : nil
  }
}
