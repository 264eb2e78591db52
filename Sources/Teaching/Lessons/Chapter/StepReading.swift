import Markdown

/// Reads everything that a chapter says about each of its steps.
struct StepReading {
  let sources: ChapterSources
  let blanks: BlankReading
  /// Solutions that are numbered like the steps: from a key in the chapter, else from a file it links to.
  let key: [Int: [Piece]]
  let linked: LinkedSolutions
  let titles: [String: String]

  func step(_ part: StepParts.Part) -> ChapterStep {
    var extraction = HintExtraction()
    let annotated = extraction.take(from: part.body)
    let pieces = annotated.map { Piece(file: $0.file, block: Annotation.removed(from: $0.block)) }
    var findings = StepFindings()
    findings.label = part.label
    findings.section = part.section
    findings.commands = CodeReading(sources: sources).commands(in: annotated)
    findings.expected = ExpectedOutputReading(pieces, sources: sources).found
    findings.blanks = blanks.blanks(in: pieces)
    findings.machines = MachineCueReading(sources: sources).cues(
      in: part.leadIn + [part.mark].compactMap(\.self) + pieces)
    let (reading, origin) = solution(of: part, extraction)
    findings.solutionCommands = reading?.commands ?? []
    findings.solutionOrigin = reading == nil ? nil : origin
    return ChapterStep(
      number: part.number, title: title(of: part, pieces),
      leadIn: part.leadIn.map { Annotation.removed(from: $0.block) },
      body: pieces.map(\.block), place: part.place, hints: extraction.hints, solution: reading?.solution,
      findings: findings)
  }

  /// The step's own solution, else that of the key, else that of a file.
  private func solution(of part: StepParts.Part, _ extraction: HintExtraction) -> (
    SolutionReading?, SolutionOrigin?
  ) {
    if !extraction.solutions.isEmpty {
      return (
        SolutionReading(extraction.solutions, sources: sources), extraction.solutionPlace.map { .step($0) }
      )
    }
    if let keyed = key[part.number] {
      return (SolutionReading(keyed, sources: sources), keyed.first.map { .key($0.place) })
    }
    guard let pieces = linked.solution(number: part.number, in: part.body) else { return (nil, nil) }
    return (SolutionReading(pieces, sources: sources), pieces.first.map { .file($0.place) })
  }

  private func title(of part: StepParts.Part, _ pieces: [Piece]) -> String {
    var title = titles[part.place.file] ?? words(of: part, pieces)
    while let last = title.last, Self.colons.contains(last) { title.removeLast() }
    return title
  }

  private static let colons: Signs = ":："

  private func words(of part: StepParts.Part, _ pieces: [Piece]) -> String {
    if let heading = part.heading, !heading.isEmpty { return heading }
    for piece in pieces {
      if case .paragraph = piece.block.kind { return Sentences(of: piece.block).first }
      if let heading = piece.block.headingText { return heading }
      if case .code = piece.block.kind { break }
      if case .list(let list) = piece.block.kind, let first = list.items.first?.blocks.first {
        return Sentences(of: first).first
      }
    }
    let title = titleOfFence(part)
    return title.isEmpty ? part.mark?.block.headingText ?? "" : title
  }

  /// A fence is called what the last sentence above it says, else as what is typed.
  private func titleOfFence(_ part: StepParts.Part) -> String {
    for piece in part.leadIn.reversed() where part.isFence {
      if case .paragraph = piece.block.kind { return Sentences(of: piece.block).last }
      if let heading = piece.block.headingText { return heading }
    }
    var code = ""
    if let first = part.body.first {
      CodeReading.forEachCode(in: first.block) { if code.isEmpty { code = $0.text } }
    }
    return code.split(whereSeparator: \.isNewline).first.map(\.trimmed) ?? ""
  }
}

extension Piece {
  var place: SourcePlace { SourcePlace(file: file, line: block.lines.lowerBound, column: block.column) }
}
