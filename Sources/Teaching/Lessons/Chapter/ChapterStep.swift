import Markdown

/// One step as the chapter has it.
package struct ChapterStep: Sendable, Hashable {
  package let number: Int
  package let title: String
  package let leadIn: [Block]
  package let body: [Block]
  package let place: SourcePlace
  package let commands: [Command]
  package let hints: [[Block]]
  package let solution: Solution?

  init(_ part: StepParts.Part, keyed: [Block]?) {
    number = part.number
    leadIn = part.leadIn
    place = part.place
    var (hints, solutions): ([[Block]], [[Block]]) = ([], [])
    body = HintExtraction.take(from: part.body, hints: &hints, solutions: &solutions)
    self.hints = hints
    title = part.heading.flatMap { $0.isEmpty ? nil : $0 } ?? Self.firstSentence(of: body)
    commands = body.flatMap { ShellTranscript.commands(in: $0) }.map { Command($0) }
    solution = Solution(blocks: solutions.isEmpty ? keyed ?? [] : solutions.flatMap { $0 })
  }

  private static func firstSentence(of body: [Block]) -> String {
    for block in body {
      if case .paragraph(let inlines) = block.kind { return inlines.plainText.firstSentence }
      if let heading = block.headingText { return heading }
    }
    return ""
  }
}
