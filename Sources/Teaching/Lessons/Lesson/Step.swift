import Basics
import Markdown

/// One thing the learner has to do.
package struct Step: Sendable, Hashable, Identifiable {
  package typealias ID = Identifier<Step>

  /// The permanent id from the checks file, else `step-` and the number.
  package let id: ID
  /// The number printed in the chapter (`1. 1. 1.` counts up); this is what learners cite.
  package let number: Int
  /// The first sentence, or the heading's text, without markup and hints.
  package let title: String
  /// What stands between the step before and this one.
  package let leadIn: [Block]
  /// The step itself and the fences below it, without its hints and solution.
  package let body: [Block]
  /// The chapter file and the place of the step's number in it.
  package let place: SourcePlace
  /// The machine on which the step is done.
  package let machine: Machine.ID
  /// The commands in the step's own fences, in order.
  package let commands: [Command]
  /// From the gentlest to the plainest: the chapter's, then the checks file's.
  package let hints: [Hint]
  package let solution: Solution?
  /// What the step is worth; 0 for a self-confirmed step.
  package let points: Int
  /// What hints and the solution take off when the step is graded.
  package let costs: Costs
  package let checks: [Check]
  /// In the order of the checks file; the first whose condition holds names the cause.
  package let diagnoses: [Diagnosis]
  /// Other ways to do the step, which must pass too.
  package let variants: [Attempt]
  /// What must not pass.
  package let counterexamples: [Attempt]
  /// What this step removes of the machine's belongings, to be asked for before it is done on a Docker of one's own.
  package let destroys: Phrase?
  /// What the chapter says about the step besides, as written: blanks are not filled in.
  package let findings: StepFindings

  /// What is typed to do the step: the solution's commands, else those that the step's own text shows.
  ///
  /// A solution can be nothing but words.
  package var solvingCommands: [Command] {
    solution.map(\.commands).flatMap { $0.isEmpty ? nil : $0 } ?? commands
  }

  package init(
    id: ID, number: Int, title: String, leadIn: [Block] = [], body: [Block] = [], place: SourcePlace,
    machine: Machine.ID = "host", commands: [Command] = [], hints: [Hint] = [], solution: Solution? = nil,
    points: Int = 0, costs: Costs = .none, checks: [Check] = [], diagnoses: [Diagnosis] = [],
    variants: [Attempt] = [], counterexamples: [Attempt] = [], destroys: Phrase? = nil,
    findings: StepFindings = StepFindings()
  ) {
    self.id = id
    self.number = number
    self.title = title
    self.leadIn = leadIn
    self.body = body
    self.place = place
    self.machine = machine
    self.commands = commands
    self.hints = hints
    self.solution = solution
    self.points = points
    self.costs = costs
    self.checks = checks
    self.diagnoses = diagnoses
    self.variants = variants
    self.counterexamples = counterexamples
    self.destroys = destroys
    self.findings = findings
  }

  /// Whether the learner's word is all there is to judge by.
  package var isSelfConfirmed: Bool { checks.isEmpty }
}

/// One rung of a step's ladder of hints.
package enum Hint: Sendable, Hashable {
  /// From the chapter, in its language.
  case chapter([Block])
  /// From the checks file, in the learner's language.
  case phrase(Phrase)
}
