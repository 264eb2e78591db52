import Basics
import Lessons
import Reports

/// Follows a submission's shell: which command of the submission runs, where, and what came of it.
actor TypedRepetition: SubmissionShell.Listener {
  private let repetition: Repetition
  private let book: TranslationBook
  private var remaining: [Piece]
  private var machine: Machine.ID
  private var running: (text: String, line: Int?, original: String?, step: Step.ID?)?
  /// Whether the present command is ours: it says on which machine the next ones run.
  private var isOurs = false
  private(set) var failure: (any Error)?

  /// A piece of the submission, of which the beginning may have been run already.
  private struct Piece {
    let command: TypedCommand
    var rest: Substring
    var line: Int
  }

  init(_ repetition: Repetition, commands: [TypedCommand], start: Machine.ID, book: TranslationBook) {
    self.repetition = repetition
    self.book = book
    machine = start
    remaining = commands.map { Piece(command: $0, rest: $0.text[...], line: $0.line) }
  }

  /// The whole submission as text for the shell, with our own commands where the machine changes.
  static func text(of commands: [TypedCommand], start: Machine.ID) -> String {
    var (text, machine) = ("", start)
    for command in commands {
      if let wanted = command.machine, wanted != machine {
        machine = wanted
        text += "\(switching) \(wanted)\n"
      }
      text += command.text.hasSuffix("\n") ? command.text : command.text + "\n"
    }
    return text
  }

  /// The function with which our own commands say where the next ones run.
  static let switching = "__dojo_on"

  /// What bash must know before the first command.
  static func preamble(start: Machine.ID) -> String {
    """
    \(switching)() { export DOJO_MACHINE=$1 DOJO_DAEMON_JSON=$DOJO_DAEMON_FOLDER/$1/daemon.json; }
    \(switching) \(start)
    """
  }

  func starts(_ text: String) async {
    isOurs = text.hasPrefix(Self.switching + " ")
    guard !isOurs else {
      machine = Machine.ID(String(text.dropFirst(Self.switching.count + 1)))
      return
    }
    let place = find(text)
    running = (text, place?.line, place?.original, await repetition.currentStep())
  }

  func ended(status: Int32, output: String) async {
    guard let running, !isOurs else { return }
    self.running = nil
    var result = CommandResult(
      text: running.text.shortened, machine: machine.text, step: running.step?.text, exit: Int(status),
      output: output.shortened, line: running.line)
    if let original = running.original {
      result.comparison = book.compare(original: original, repeated: output) ? .same : .differs
    }
    do {
      try await repetition.ended(result, on: machine)
    } catch {
      failure = failure ?? error
    }
  }

  /// What was running when the shell was stopped is told too.
  func stopped(output: String) async {
    await ended(status: 137, output: output)
  }

  /// Where a command stands in the submission, and what it printed there.
  private func find(_ text: String) -> (line: Int, original: String?)? {
    let wanted = text.trimmed
    for index in remaining.indices.prefix(200) {
      guard let range = remaining[index].rest.firstRange(of: wanted) else { continue }
      let piece = remaining[index]
      let line = piece.line + piece.rest[..<range.lowerBound].count { $0.isNewline }
      let isWhole = piece.command.text.trimmed == wanted
      remaining[index].line = line + piece.rest[range].count { $0.isNewline }
      remaining[index].rest = piece.rest[range.upperBound...]
      remaining.removeFirst(index)
      return (line, isWhole ? piece.command.output : nil)
    }
    return nil
  }
}

extension String {
  fileprivate var trimmed: Substring {
    var text = self[...]
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return text
  }

  /// As much of an output as a report keeps.
  var shortened: String {
    utf8.count <= 2048 ? self : String(prefix(2000)) + "…"
  }
}
