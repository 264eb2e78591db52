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

  init(
    number: Int, title: String, leadIn: [Block], body: [Block], place: SourcePlace, hints: [[Block]],
    solution: Solution?, findings: StepFindings
  ) {
    self.number = number
    self.title = title
    self.leadIn = leadIn
    self.body = body
    self.place = place
    commands = findings.commands.map { Command($0.line) }
    self.hints = hints
    self.solution = solution
    self.findings = findings
  }
}
