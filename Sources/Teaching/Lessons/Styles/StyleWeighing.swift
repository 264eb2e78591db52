import Basics
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

  private func reason(_ points: Int, en: String, ja: String) -> StyleCandidate.Reason {
    StyleCandidate.Reason(points: points, why: Phrase(en: en, ja: ja))
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
    if isNamed {
      return reason(
        points, en: "headings that say \"step\" or the like mark steps", ja: "「手順」などの語を含む見出しは手順の印です")
    }
    return reason(
      points, en: "\(style.name.en): a sign that authors use for steps", ja: "\(style.name.ja)は手順によく使われる印です")
  }

  /// Whether what is typed stands in the steps.
  private func coverage(_ owned: Owned) -> StyleCandidate.Reason {
    guard commandCount > 0 else {
      return reason(
        15, en: "the chapter has no commands that could stand elsewhere", ja: "章には手順の外に置かれたコマンドがありません")
    }
    let count = owned.commandCount
    let points = commandCount >= 3 ? -50 + 80 * count / commandCount : 30 * count / commandCount
    return reason(
      points, en: "\(count) of the chapter's \(commandCount) code blocks with commands stand in its steps",
      ja: "コマンドのコードブロック \(commandCount) 個のうち \(count) 個が手順の中にあります")
  }

  /// Whether there is something to do in each step.
  private func evidence(_ owned: Owned, _ count: Int) -> StyleCandidate.Reason {
    reason(
      20 * owned.taskCount / count, en: "\(owned.taskCount) of \(count) steps hold something to do",
      ja: "\(count) 個の手順のうち \(owned.taskCount) 個に行うことがあります")
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
      return reason(
        first <= 1 ? 15 : 12, en: "its numbers run from \(first) to \(last) without a gap",
        ja: "番号が \(first) から \(last) まで途切れずに続いています")
    }
    if steps.allSatisfy({ $1 > $0 }) { return reason(10, en: "its numbers only go up", ja: "番号は増える一方です") }
    let restarts = steps.count { $1 <= 1 && $1 <= $0 }
    let jumps = steps.count { $1 != $0 + 1 } - restarts
    return jumps == 0
      ? reason(10, en: "its numbers start again \(restarts) times", ja: "番号が \(restarts) 回 1 に戻ります")
      : reason(-5 * min(jumps, 4), en: "its numbers jump \(jumps) times", ja: "番号が \(jumps) 回飛びます")
  }

  /// How many of the numbered items become steps.
  private func share(of marks: [StepMark], _ style: StepStyle) -> StyleCandidate.Reason? {
    guard style == .numberedItems || style == .restartingItems, itemCount > 0 else { return nil }
    return reason(
      20 * marks.count / itemCount,
      en: "\(marks.count) of the chapter's \(itemCount) numbered items are its steps",
      ja: "番号付きの項目 \(itemCount) 個のうち \(marks.count) 個が手順になります")
  }

  /// Whether a key of solutions has the same numbers.
  private func key(_ marks: [StepMark]) -> StyleCandidate.Reason? {
    guard !outline.keyNumbers.isEmpty else { return nil }
    let solved = Set(marks.map(\.number)).intersection(outline.keyNumbers).count
    let count = outline.keyNumbers.count
    return reason(
      25 * solved / count, en: "\(solved) of the \(count) numbers of the solution key are steps",
      ja: "解答一覧の番号 \(count) 個のうち \(solved) 個が手順にあります")
  }

  private func alone(_ marks: [StepMark]) -> StyleCandidate.Reason? {
    marks.count > 1 ? nil : reason(-15, en: "there would be only one step", ja: "手順が 1 つだけになります")
  }

  /// Whether one list goes on across numbered headings: then the headings are chapters.
  private func crossing(_ marks: [StepMark], _ style: StepStyle) -> StyleCandidate.Reason? {
    guard let first = items.first?.piece, let last = items.last?.piece else { return nil }
    if style == .numberedHeadings, marks.contains(where: { $0.piece > first && $0.piece < last }) {
      return reason(
        -25, en: "a numbered list goes on across these headings", ja: "番号付きリストがこれらの見出しをまたいで続いています")
    }
    guard style == .numberedItems else { return nil }
    let crosses = outline.facts[first...last].contains { $0.heading > 0 }
    return crosses
      ? reason(20, en: "its numbers go on across headings", ja: "番号が見出しをまたいで続いています") : nil
  }

  /// What the names of several files say.
  private func files(_ marks: [StepMark], _ style: StepStyle) -> StyleCandidate.Reason? {
    guard hasStepFiles else { return nil }
    if style == .files { return reason(50, en: "the files are named like steps", ja: "ファイル名が手順を表しています") }
    let pieces = marks.map { outline.pieces[$0.piece].file }
    let restarts = zip(marks.indices, marks.indices.dropFirst()).contains { before, after in
      pieces[before] != pieces[after] && marks[after].number <= marks[before].number
    }
    return restarts
      ? reason(-40, en: "its numbers start again in another file", ja: "別のファイルで番号が 1 に戻ります") : nil
  }
}
