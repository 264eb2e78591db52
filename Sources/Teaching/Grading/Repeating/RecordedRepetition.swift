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
    let stopwatch = FairStopwatch()
    var count = 0
    var carried = CarriedArchives(folder: attendant.room.home)
    for entry in entries {
      guard stopwatch.seconds < Double(limits.totalSeconds) else { return .totalTime }
      switch entry.event {
      case .command(let command):
        count += 1
        guard count <= limits.commands else { return .commands }
        try await perform(command, carried.rewritten(command))
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

  private func perform(_ command: CommandEntry, _ argv: [String]) async throws {
    let isAnswer = command.argv.starts(with: ["dojo", "answer"])
    guard let program = command.argv.first,
      isAnswer || program == "docker" || program == "curl" || ServiceCall.programs.contains(program)
    else { return }
    let call = LinkedCall(repeating: command, as: argv, in: attendant.room.home)
    let (streams, said) = (CallStreams(), CappedText(limit: CommandEntry.outputLimit))
    let step = await repetition.currentStep()
    let reading = Task { await streams.collect(into: said) }
    let typing = Task { await streams.type(command.typed ?? "") }
    let exit = await attendant.perform(call, streams)
    typing.cancel()
    streams.end(exit)
    await reading.value
    // An archive that went to standard output is no text to compare.
    let isArchive = argv != command.argv && said.text.isEmpty
    let isSame = isArchive || book.compare(original: command.output, repeated: said.text)
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

/// The archives of `docker save` on their way to `docker load`.
///
/// A journal does not tell where a shell has put them: what was loaded is taken from what was saved under that name.
struct CarriedArchives {
  /// The folder to keep them in.
  let folder: String
  private var saved: [(path: String, names: Set<String>)] = []

  init(folder: String) {
    self.folder = folder
  }

  /// The command that does the same with an archive of ours; any other command as it is.
  mutating func rewritten(_ command: CommandEntry) -> [String] {
    var words = command.argv.dropFirst()
    if words.first == "image" { words.removeFirst() }
    guard command.argv.first == "docker", command.exit == 0, let verb = words.popFirst() else {
      return command.argv
    }
    switch verb {
    case "save":
      let names = Self.arguments(words, droppingValuesOf: ["-o", "--output"])
      let path = "\(folder)/.saved-\(saved.count + 1).tar"
      saved.append((path, Set(names.map(Self.whole))))
      return ["docker", "save", "-o", path] + names
    case "load":
      let loaded = command.output.split(whereSeparator: \.isNewline).compactMap { line in
        line.hasPrefix("Loaded image: ") ? Self.whole(String(line.dropFirst(14))) : nil
      }
      let fitting = saved.last { archive in loaded.contains { archive.names.contains($0) } } ?? saved.last
      return fitting.map { ["docker", "load", "-i", $0.path] } ?? command.argv
    default: return command.argv
    }
  }

  private static func arguments(
    _ words: ArraySlice<String>, droppingValuesOf flags: Set<String>
  ) -> [String] {
    var (rest, arguments) = (words, [String]())
    while let word = rest.popFirst() {
      if flags.contains(word) { _ = rest.popFirst() } else if !word.hasPrefix("-") { arguments.append(word) }
    }
    return arguments
  }

  /// A name with its tag, which is `latest` when there is none.
  private static func whole(_ name: String) -> String {
    let last = name.split(separator: "/").last ?? ""
    return last.contains(":") ? name : name + ":latest"
  }
}
