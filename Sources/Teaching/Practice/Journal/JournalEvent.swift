import Basics
import Checks
import Lessons

/// One thing that happened in a sitting and when.
package struct JournalEntry: Sendable, Hashable {
  /// Milliseconds since 1970.
  package let time: Int64
  package let event: JournalEvent

  package init(time: Int64, event: JournalEvent) {
    self.time = time
    self.event = event
  }
}

/// What the journal of a sitting tells.
///
/// DESIGN.md section 4.
package enum JournalEvent: Sendable, Hashable {
  case sittingStarted(SittingStart)
  case sittingEnded
  /// A command of the learner's has ended.
  case command(CommandEntry)
  /// A step was judged, told to the learner, and has not passed.
  case assessed(StepAssessment)
  case passed(PassEntry)
  case hintShown(HintEntry)
  case solutionShown(StepEntry)
  case reset(ResetEntry)
  /// A file of a machine's says something else than before.
  case fileChanged(FileEntry)
}

/// The circumstances in which a sitting was opened.
package struct SittingStart: Sendable, Hashable, Codable {
  package let lesson: Lesson.ID
  package let process: Int32
  package let language: Language

  package init(lesson: Lesson.ID, process: Int32, language: Language) {
    self.lesson = lesson
    self.process = process
    self.language = language
  }
}

/// A command of the learner's as its link saw it.
package struct CommandEntry: Sendable, Hashable, Codable {
  /// The program's name and its arguments as the shell passed them on.
  package let argv: [String]
  /// The folder in which it ran.
  package let folder: String
  package let machine: Machine.ID
  package let exit: Int32
  /// Both streams as they came, at most 64 KiB.
  package let output: String
  /// Whether `output` was cut.
  package let isTruncated: Bool
  /// What a container read that docker was attached to, as it was typed or piped; `nil` for nothing, and for more than
  /// a record keeps.
  package let typed: String?
  /// The learner's files that docker read, or that a container was to share; `nil` for none.
  package let carried: [CarriedPlace]?
  /// Milliseconds since 1970.
  package let started: Int64
  /// The step the learner was at; known to the sitting, not to the link.
  package var step: Step.ID?

  package init(
    argv: [String], folder: String, machine: Machine.ID, exit: Int32, output: String,
    isTruncated: Bool = false, typed: String? = nil, carried: [CarriedPlace]? = nil,
    started: Int64, step: Step.ID? = nil
  ) {
    self.argv = argv
    self.folder = folder
    self.machine = machine
    self.exit = exit
    self.output = output
    self.isTruncated = isTruncated
    self.typed = typed
    self.carried = carried
    self.started = started
    self.step = step
  }

  /// The most bytes of output that a record keeps.
  package static let outputLimit = 64 * 1024
}

/// A step that passed, with what it rests on.
package struct PassEntry: Sendable, Hashable, Codable {
  /// The number of the first command since the assessment before this one.
  package let command: Int
  package let assessment: StepAssessment

  package init(command: Int, assessment: StepAssessment) {
    self.command = command
    self.assessment = assessment
  }
}

/// A rung of a step's ladder of hints, counted from 1.
package struct HintEntry: Sendable, Hashable, Codable {
  package let step: Step.ID
  package let rung: Int

  package init(step: Step.ID, rung: Int) {
    self.step = step
    self.rung = rung
  }
}

/// Something about one step.
package struct StepEntry: Sendable, Hashable, Codable {
  package let step: Step.ID

  package init(step: Step.ID) {
    self.step = step
  }
}

/// A file of a machine as the learner left it.
package struct FileEntry: Sendable, Hashable, Codable {
  package let machine: Machine.ID
  /// The path on the machine.
  package let path: String
  /// What stands in it; `nil` when it is gone.
  package let text: String?

  package init(machine: Machine.ID, path: String, text: String?) {
    self.machine = machine
    self.path = path
    self.text = text
  }

  package static let daemonFile = "/etc/docker/daemon.json"
}

/// A return to the start of a step.
package struct ResetEntry: Sendable, Hashable, Codable {
  package let step: Step.ID
  /// The steps that no longer count as passed: this one and those after it.
  package let unlatched: [Step.ID]

  package init(step: Step.ID, unlatched: [Step.ID]) {
    self.step = step
    self.unlatched = unlatched
  }
}
