import Markdown

/// One step as the chapter has it.
package struct ChapterStep: Sendable, Hashable {
  /// As printed, where the printed numbers tell the steps apart; counted from 1 where they do not.
  package let number: Int
  package let title: String
  package let leadIn: [Block]
  package let body: [Block]
  package let place: SourcePlace
  /// The commands of the step's own text, in order.
  package let commands: [Command]
  package let hints: [[Block]]
  package let solution: Solution?
  /// What else the chapter says about the step: places, expected output, blanks, machines.
  package let findings: StepFindings

  init(_ part: StepParts.Part, keyed: [Piece]?, sources: ChapterSources) {
    number = part.number
    leadIn = part.leadIn.map(\.block)
    place = part.place
    var extraction = HintExtraction()
    let pieces = extraction.take(from: part.body)
    body = pieces.map(\.block)
    hints = extraction.hints
    title = part.heading.flatMap { $0.isEmpty ? nil : $0 } ?? Self.firstSentence(of: body)
    var findings = StepFindings()
    findings.commands = CodeReading(sources: sources).commands(in: pieces)
    commands = findings.commands.map { Command($0.line) }
    let reading = SolutionReading(
      extraction.solutions.isEmpty ? keyed ?? [] : extraction.solutions, sources: sources)
    solution = reading?.solution
    findings.solutionCommands = reading?.commands ?? []
    self.findings = findings
  }

  private static func firstSentence(of body: [Block]) -> String {
    for block in body {
      if case .paragraph(let inlines) = block.kind { return inlines.plainText.firstSentence }
      if let heading = block.headingText { return heading }
    }
    return ""
  }
}
