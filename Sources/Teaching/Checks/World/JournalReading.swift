import Lessons

/// The record of a sitting as far as checks read it.
package protocol JournalReading: Sendable {
  /// What the learner ran, oldest first.
  var commands: [CommandRecord] { get }
  /// The steps that have passed, oldest first; a step that was reset and passed again counts from its last pass.
  var passes: [StepPass] { get }
}

/// A command of the learner's.
package struct CommandRecord: Sendable, Hashable {
  /// Grows from command to command.
  package let sequence: Int
  /// The program's name and its arguments as the shell passed them on.
  package let argv: [String]
  package let machine: Machine.ID
  /// Absent while the command is still running.
  package let exit: Int32?
  /// What it printed on both streams, possibly shortened.
  package let output: String
  /// The step the learner was at.
  package let step: Step.ID?

  package init(
    sequence: Int, argv: [String], machine: Machine.ID, exit: Int32?, output: String = "",
    step: Step.ID? = nil
  ) {
    self.sequence = sequence
    self.argv = argv
    self.machine = machine
    self.exit = exit
    self.output = output
    self.step = step
  }
}

/// A step that has passed, with the assessment that let it pass.
package struct StepPass: Sendable, Hashable {
  package let step: Step.ID
  /// The number of the first command since the assessment before this one: the step became true with it or later.
  package let command: Int
  package let assessment: StepAssessment

  package init(step: Step.ID, command: Int, assessment: StepAssessment) {
    self.step = step
    self.command = command
    self.assessment = assessment
  }
}
