import Basics
import Checks
import Lessons

/// Something a learner is to be told; the renderer has the lesson at hand and turns it into text.
package enum SittingEvent: Sendable, Hashable, Codable {
  /// The sitting is open: the first time, or where the learner left off.
  case opened(SittingStatus, isResumed: Bool)
  /// Something about the circumstances: a damaged journal, a shell without hooks.
  case notice(Phrase)
  /// A command of the demo or of piped input is about to run.
  case running(command: String, on: Machine.ID)
  /// A command of the demo or of piped input has ended; its output was passed through.
  case ran(command: String, on: Machine.ID, exit: Int32)
  /// A step passed. `next` is the step to do now; `nil` after the last.
  case passed(StepAssessment, next: Step.ID?)
  /// A step was judged and has not passed: its leading verdict says why; the same diagnosis was told this often before.
  case assessed(StepAssessment, timesTold: Int = 0)
  /// The learner asked about a step that passed before.
  case alreadyPassed(StepAssessment)
  /// A rung of a step's ladder of hints, counted from 1; `of` is 0 when the step has none.
  case hint(step: Step.ID, rung: Int, of: Int)
  case solution(step: Step.ID)
  /// Machines and progress are back at the start of this step.
  case reset(step: Step.ID)
  /// Every step has passed.
  case finished(SittingStatus)
  /// The learner leaves; what was done is kept.
  case left(SittingStatus)
}

extension SittingEvent {
  /// Whether the event says something about the circumstances rather than about the lesson.
  package var isNotice: Bool {
    if case .notice = self { return true }
    return false
  }
}

/// Where a learner stands in a lesson.
package struct SittingStatus: Sendable, Hashable, Codable {
  /// One step, in the order of the lesson.
  package struct Row: Sendable, Hashable, Codable {
    package let step: Step.ID
    package let number: Int
    package let isPassed: Bool
    package let earned: Double
    package let points: Int
    package let hintsShown: Int
    package let isSolutionShown: Bool
  }

  package let lesson: Lesson.ID
  /// The first step that has not passed; `nil` when all have.
  package let current: Step.ID?
  package let rows: [Row]
  /// How many commands the learner has run since the last reset.
  package let commands: Int

  package var isFinished: Bool { current == nil }
  package var earned: Double { rows.reduce(0) { $0 + $1.earned } }
  package var points: Int { rows.reduce(0) { $0 + $1.points } }

  /// What a journal says about a lesson.
  package init(of lesson: Lesson, progress: Progress) {
    self.lesson = lesson.id
    current = progress.currentStep(in: lesson)?.id
    commands = progress.commands.count
    rows = lesson.steps.map { step in
      let pass = progress.pass(of: step.id)
      return Row(
        step: step.id, number: step.number, isPassed: pass != nil, earned: pass?.assessment.earned ?? 0,
        points: step.points, hintsShown: progress.hintsShown[step.id, default: 0],
        isSolutionShown: progress.solutionsShown.contains(step.id))
    }
  }
}
