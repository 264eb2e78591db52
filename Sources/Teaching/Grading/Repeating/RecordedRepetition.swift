import Basics
import Checks
import Lessons
import Practice
import Reports
import Shell

/// Does again what a sitting's journal says, command by command.
struct RecordedRepetition: Sendable {
  let repetition: Repetition
  let sitting: Sitting
  let attendant: Attendant
  let book: TranslationBook
  let limits: GradingLimits

  /// Runs the journal's commands; what else the learner asked for is asked for too.
  ///
  /// - Returns: the limit that was reached, if one was; what came after was not run.
  func run(_ entries: [JournalEntry]) async throws -> SubmissionShell.Limit? {
    let start = ContinuousClock.now
    var count = 0
    for entry in entries {
      guard ContinuousClock.now - start < .seconds(limits.totalSeconds) else { return .totalTime }
      switch entry.event {
      case .command(let command):
        count += 1
        guard count <= limits.commands else { return .commands }
        try await perform(command)
      case .hintShown(let hint): _ = try? await sitting.hint(number(of: hint.step))
      case .solutionShown(let step): _ = try? await sitting.solution(number(of: step.step))
      case .reset(let reset): _ = try? await sitting.reset(number(of: reset.step))
      case .passed(let pass):
        // Where nothing is judged, the learner's word is all there is.
        guard let step = sitting.lesson.step(pass.assessment.step), step.isSelfConfirmed else { continue }
        _ = try? await sitting.check(step.number)
      case .fileChanged(let file):
        guard file.path == FileEntry.daemonFile, (file.text ?? "").utf8.count <= CommandEntry.outputLimit
        else {
          continue
        }
        try? sitting.machines.writeDaemonText(file.text, of: file.machine)
      case .sittingStarted, .sittingEnded, .assessed: continue
      }
    }
    return nil
  }

  private func perform(_ command: CommandEntry) async throws {
    let isAnswer = command.argv.starts(with: ["dojo", "answer"])
    guard let program = command.argv.first,
      isAnswer || ["docker", "curl", "systemctl", "service"].contains(program)
    else { return }
    let call = LinkedCall(folder: attendant.room.home, machine: command.machine, argv: command.argv)
    let (streams, said) = (CallStreams(), CappedText(limit: CommandEntry.outputLimit))
    let step = await repetition.currentStep()
    // Nobody is attached: what docker would read is not part of a journal.
    streams.hangUpInput()
    let reading = Task { await streams.collect(into: said) }
    let exit = await attendant.perform(call, streams)
    streams.end(exit)
    await reading.value
    let isSame = book.compare(original: command.output, repeated: said.text)
    let result = CommandResult(
      text: command.argv.map(Self.quoted).joined(separator: " ").shortened, machine: command.machine.text,
      step: step?.text,
      exit: Int(exit), output: said.text.shortened, comparison: isSame ? .same : .differs)
    try await repetition.ended(result, on: command.machine)
  }

  private func number(of step: Step.ID) -> Int? { sitting.lesson.step(step)?.number }

  /// A word as somebody would have typed it.
  private static func quoted(_ word: String) -> String {
    let isPlain = !word.isEmpty && word.allSatisfy { $0.isLetter || $0.isNumber || "-_./:=@,+%".contains($0) }
    return isPlain ? word : ShellDressing.quoted(word)
  }
}
