import Markdown

/// A chapter's top-level blocks, dealt out to its steps.
struct StepParts {
  var style: StepStyle?
  var before: [Piece] = []
  var steps: [Part] = []
  var after: [Piece] = []
  /// The level of the headings that are steps.
  private var level = 6

  /// What belongs to one step.
  struct Part {
    let number: Int
    let place: SourcePlace
    /// A heading's own words, when the step is a heading.
    var heading: String?
    var leadIn: [Block] = []
    var body: [Block] = []
  }

  init(splitting pieces: [Piece]) {
    guard let (style, marks) = StepMarks.find(in: pieces) else {
      before = pieces
      return
    }
    self.style = style
    if let first = marks.first, case .heading(let level, _) = pieces[first.piece].block.kind {
      self.level = level
    }
    var unclaimed: [Piece] = []
    for index in pieces.indices {
      let own = marks.filter { $0.piece == index }
      if own.isEmpty {
        unclaimed.append(pieces[index])
        continue
      }
      for mark in own {
        settle(&unclaimed)
        var part = Self.part(of: pieces[index], mark)
        if steps.isEmpty { before = unclaimed } else { part.leadIn = unclaimed.map(\.block) }
        unclaimed = []
        steps.append(part)
      }
    }
    settle(&unclaimed)
    after = unclaimed
  }

  private static func part(of piece: Piece, _ mark: StepMark) -> Part {
    let block = piece.block
    switch block.kind {
    case .list(let list) where mark.item != nil:
      let item = list.items[mark.item ?? 0]
      let place = SourcePlace(file: piece.file, line: item.lines.lowerBound, column: item.column)
      return Part(number: mark.number, place: place, body: item.blocks)
    case .paragraph(let inlines):
      let place = SourcePlace(file: piece.file, line: block.lines.lowerBound, column: block.column)
      var body = block
      body.kind = .paragraph(CircledDigits.withoutMark(inlines))
      return Part(number: mark.number, place: place, body: [body])
    default:
      let place = SourcePlace(file: piece.file, line: block.lines.lowerBound, column: block.column)
      let heading = block.headingText.flatMap(NumberedHeadings.Label.init)?.rest
      return Part(number: mark.number, place: place, heading: heading)
    }
  }

  /// Gives the step above what is its own among the blocks after it; the rest leads to the next step.
  private mutating func settle(_ unclaimed: inout [Piece]) {
    guard !steps.isEmpty else { return }
    let end =
      style == .numberedHeadings ? Self.endOfSection(unclaimed, under: level) : Self.endOfFences(unclaimed)
    steps[steps.count - 1].body += unclaimed[..<end].map(\.block)
    unclaimed.removeFirst(end)
  }

  /// Up to the next heading that is not below a step's.
  private static func endOfSection(_ pieces: [Piece], under level: Int) -> Int {
    pieces.firstIndex { piece in
      if case .heading(let own, _) = piece.block.kind { own <= level } else { false }
    } ?? pieces.count
  }

  /// Up to the last fence, hint or solution before the next heading.
  private static func endOfFences(_ pieces: [Piece]) -> Int {
    let section = pieces.prefix { $0.block.headingText == nil }
    let last = section.lastIndex { piece in
      switch piece.block.kind {
      case .code: true
      case .details(let details): details.isHint || details.isSolution
      default: false
      }
    }
    return last.map { $0 + 1 } ?? 0
  }
}
