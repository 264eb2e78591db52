import Markdown

/// A chapter's top-level blocks, dealt out to its steps.
struct StepParts {
  var style: StepStyle?
  var before: [Piece] = []
  var steps: [Part] = []
  var after: [Piece] = []
  /// The level of the headings that are steps.
  private var level = 6
  /// Whether some step has its hint or solution in a section of its own.
  private var hasHelpUnderHeadings = false

  /// What belongs to one step.
  struct Part {
    let number: Int
    let label: String
    let place: SourcePlace
    /// The nearest heading above it that it belongs to, other than the chapter's own.
    var section: String?
    /// The heading itself, when the step is one.
    var mark: Piece?
    /// Whether the step is only a command to type, which says nothing of itself.
    var isFence = false
    /// A heading's own words, when the step is a heading.
    var heading: String?
    var leadIn: [Piece] = []
    var body: [Piece] = []
  }

  init(splitting pieces: [Piece], by reading: StyleRules.Reading?) {
    guard let reading else {
      before = pieces
      return
    }
    style = reading.candidate.style
    let marks = reading.marks
    if let first = marks.first, case .heading(let level, _) = pieces[first.piece].block.kind {
      self.level = level
    }
    var unclaimed: [Piece] = []
    var sections = Sections()
    // Marks stand in the order of the pieces.
    var rest = marks[...]
    for index in pieces.indices {
      let own = rest.prefix { $0.piece == index }
      rest = rest[own.endIndex...]
      for (piece, mark) in Self.split(pieces[index], at: own) {
        guard let mark else {
          sections.enter(piece)
          unclaimed.append(piece)
          continue
        }
        settle(&unclaimed, isLast: false)
        var part = Self.part(of: piece, mark, isFence: style == .fences)
        part.section = sections.text(above: part.mark)
        if steps.isEmpty { before = unclaimed }
        if !steps.isEmpty || style == .fences { part.leadIn = unclaimed }
        if steps.isEmpty, style == .fences { takeLeadIn(of: &part) }
        unclaimed = []
        steps.append(part)
      }
    }
    settle(&unclaimed, isLast: true)
    after = unclaimed
  }

  /// What leads to the first fence is the paragraph above it; the rest opens the chapter.
  private mutating func takeLeadIn(of part: inout Part) {
    let last = before.last.flatMap { piece -> Piece? in
      if case .paragraph = piece.block.kind { piece } else { nil }
    }
    part.leadIn = last.map { [$0] } ?? []
    if last != nil { before.removeLast() }
  }

  /// A list whose items are steps, item by item; an item between them that is none stays a list of its own.
  private static func split(_ piece: Piece, at marks: ArraySlice<StepMark>) -> [(Piece, StepMark?)] {
    guard !marks.isEmpty, case .list(let list) = piece.block.kind else { return [(piece, marks.first)] }
    var rest = marks
    return list.items.indices.map { index in
      let item = list.items[index]
      let mark = rest.first?.item == index ? rest.popFirst() : nil
      let alone = List(items: [item], delimiter: list.delimiter, isTight: list.isTight)
      let block = Block(.list(alone), lines: item.lines, column: item.column)
      return (Piece(file: piece.file, block: block), mark)
    }
  }

  private static func part(of piece: Piece, _ mark: StepMark, isFence: Bool) -> Part {
    var block = piece.block
    let place = SourcePlace(file: piece.file, line: block.lines.lowerBound, column: block.column)
    var part = Part(number: mark.number, label: mark.label, place: place, isFence: isFence)
    switch block.kind {
    case .list(let list):
      part.body = list.items.flatMap(\.blocks).map { Piece(file: piece.file, block: $0) }
    case .heading:
      part.mark = piece
      let text = block.words.trimmed
      part.heading =
        mark.label.isEmpty ? String(text.drop { $0 == "📋" || $0 == " " }) : StepLabel(text)?.rest ?? text
    case .paragraph(let inlines) where !isFence:
      block.kind = .paragraph(MarkedParagraphs.withoutMark(inlines))
      part.body = [Piece(file: piece.file, block: block)]
    default: part.body = [piece]
    }
    return part
  }

  /// Gives the step above what is its own among the blocks after it; the rest leads to the next step.
  private mutating func settle(_ unclaimed: inout [Piece], isLast: Bool) {
    guard !steps.isEmpty else { return }
    let end =
      switch style {
      case .numberedHeadings, .sections: Self.endOfSection(unclaimed, under: level)
      case .taskLines where level < 6: Self.endOfSection(unclaimed, under: level)
      case .files: Self.endOfFile(unclaimed, steps[steps.count - 1].place.file)
      default: endOfHelp(unclaimed, isLast: isLast) ?? Self.endOfFences(unclaimed)
      }
    steps[steps.count - 1].body += unclaimed[..<end]
    unclaimed.removeFirst(end)
  }

  /// Up to the next heading that is not below a step's.
  private static func endOfSection(_ pieces: [Piece], under level: Int) -> Int {
    pieces.firstIndex { piece in
      if case .heading(let own, _) = piece.block.kind { own <= level } else { false }
    } ?? pieces.count
  }

  private static func endOfFile(_ pieces: [Piece], _ file: String) -> Int {
    pieces.firstIndex { $0.file != file } ?? pieces.count
  }

  /// Up to the end of the sections below a step whose headings promise a hint or a solution; nil where there are none.
  ///
  /// Below the last step such a section is the chapter's own, unless the steps before had theirs.
  private mutating func endOfHelp(_ pieces: [Piece], isLast: Bool) -> Int? {
    guard let heading = pieces.firstIndex(where: \.block.isHeading), pieces[heading].block.promisesHelp,
      !isLast || hasHelpUnderHeadings
    else { return nil }
    hasHelpUnderHeadings = true
    return pieces.indices.first {
      $0 > heading && pieces[$0].block.isHeading && !pieces[$0].block.promisesHelp
    }
      ?? pieces.count
  }

  /// Up to the last fence, hint or solution before the next heading.
  private static func endOfFences(_ pieces: [Piece]) -> Int {
    let section = pieces.prefix { !$0.block.isHeading }
    let last = section.lastIndex { piece in
      switch piece.block.kind {
      case .code: true
      case .details(let details): details.isHint || details.isSolution
      case .paragraph: piece.block.isHint || Annotation.asksToExecute(piece.block)
      case .quote: piece.block.isHint
      default: false
      }
    }
    return last.map { $0 + 1 } ?? 0
  }
}

/// The headings above a place in a chapter.
private struct Sections {
  private var open: [(level: Int, text: String)] = []
  private var file = ""
  private var isTitleRead = false

  mutating func enter(_ piece: Piece) {
    if piece.file != file { open = [] }
    file = piece.file
    guard case .heading(let level, _) = piece.block.kind else { return }
    open.removeAll { $0.level >= level }
    // The first heading of all is the chapter's title.
    if isTitleRead { open.append((level, piece.block.words.trimmed)) }
    isTitleRead = true
  }

  /// The nearest heading, or the nearest above the level of a step's own heading.
  func text(above mark: Piece?) -> String? {
    guard case .heading(let level, _)? = mark?.block.kind else { return open.last?.text }
    return open.last { $0.level < level }?.text
  }
}
