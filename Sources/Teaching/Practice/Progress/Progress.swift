import Checks
import Lessons

/// How far a learner has come: a pure fold over the journal.
package struct Progress: Sendable, Hashable, JournalReading {
  /// What the learner ran since the last reset, oldest first.
  package private(set) var commands: [CommandRecord] = []
  /// The steps that count as passed, oldest pass first.
  package private(set) var passes: [StepPass] = []
  /// How many rungs of each step's ladder of hints were shown.
  package private(set) var hintsShown: [Step.ID: Int] = [:]
  /// The steps whose solution was shown.
  package private(set) var solutionsShown: Set<Step.ID> = []
  /// How often each step's diagnoses were told since the step began.
  private var told: [Step.ID: [Diagnosis.ID: Int]] = [:]
  /// What was told last about each step since it began.
  private var lastTold: [Step.ID: StepAssessment] = [:]
  /// The number of the last command.
  package private(set) var lastCommand = 0
  /// Whether any sitting has been opened before.
  package private(set) var hasStarted = false

  package init() {}

  package init(folding entries: some Sequence<JournalEntry>) {
    for entry in entries { apply(entry.event) }
  }

  /// Takes one more event into account.
  package mutating func apply(_ event: JournalEvent) {
    switch event {
    case .command(let entry): append(entry)
    case .passed(let pass):
      let step = pass.assessment.step
      passes.removeAll { $0.step == step }
      passes.append(StepPass(step: step, command: pass.command, assessment: pass.assessment))
    case .hintShown(let hint): hintsShown[hint.step] = max(hint.rung, hintsShown[hint.step, default: 0])
    case .solutionShown(let entry): solutionsShown.insert(entry.step)
    case .reset(let reset):
      passes.removeAll { reset.unlatched.contains($0.step) }
      for step in reset.unlatched { (told[step], lastTold[step]) = (nil, nil) }
      // What was run before a return proves nothing about the steps that are to be done again.
      commands = []
    case .sittingStarted: hasStarted = true
    case .assessed(let assessment):
      lastTold[assessment.step] = assessment
      guard let diagnosis = assessment.leading?.cause?.diagnosis else { return }
      told[assessment.step, default: [:]][diagnosis, default: 0] += 1
    case .sittingEnded, .fileChanged: break
    }
  }

  /// How often the learner was told the diagnosis that leads this assessment; 0 when it has none.
  package func timesTold(_ assessment: StepAssessment) -> Int {
    assessment.leading?.cause?.diagnosis.flatMap { told[assessment.step]?[$0] } ?? 0
  }

  private mutating func append(_ entry: CommandEntry) {
    lastCommand += 1
    commands.append(
      CommandRecord(
        sequence: lastCommand, argv: entry.argv, machine: entry.machine, exit: entry.exit,
        output: entry.output, step: entry.step))
  }

  /// The pass of a step, with the evidence it rests on.
  package func pass(of step: Step.ID) -> StepPass? {
    passes.last { $0.step == step }
  }

  /// What the learner was told last about a step; `nil` when nothing was since it began.
  package func lastTold(of step: Step.ID) -> StepAssessment? { lastTold[step] }

  /// The first step that has not passed; `nil` when the lesson is done.
  package func currentStep(in lesson: Lesson) -> Step? {
    lesson.steps.first { pass(of: $0.id) == nil }
  }

  /// The points earned so far.
  package var earned: Double { passes.reduce(0) { $0 + $1.assessment.earned } }
}
