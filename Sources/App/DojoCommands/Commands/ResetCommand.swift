import ArgumentParser
import Basics
import Lessons
import Practice

/// `dojo reset`: back to the start of a step; on the learner's own Docker, back to the start of the lesson.
struct ResetCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reset",
    abstract: "Bring the machines and your progress back to the start of a step.",
    discussion: """
      On a Docker of your own nothing is kept to go back to: there reset begins the lesson anew, and removes what the \
      lesson has made and nothing else, after asking.
      """)

  @Argument(help: "Number of the step; the current one when left out.") var step: Int?
  @Flag(help: "On a Docker of your own: remove what the lesson has made there without asking.") var yes =
    false
  @OptionGroup var speaking: SpeakingOptions

  func run() async throws {
    let command = try SittingCommand(speaking: speaking)
    let first = command.setup.lesson.steps.first?.number
    try await command.tell { door in
      if step == nil || step == first { try await ask(door, on: command.printer.console) }
      return try await door.reset(step)
    }
  }

  /// Asks whether what the lesson has made may go; practice machines need no asking.
  ///
  /// - Throws: `Ending` when it may not, `OwnDockerFailure.nobodyToAsk` when nobody says so.
  private func ask(_ door: any SittingDoor, on console: Console) async throws {
    guard !yes, let left = try await door.own(.survey)?.left, !left.isEmpty else { return }
    guard let terminal = OpenTerminal() else { throw OwnDockerFailure.nobodyToAsk(count: left.count) }
    let lines = left.map { "    \($0.kind.words[console.language])\($0.name)" }.joined(separator: "\n")
    let question = Phrase(
      en:
        "Going back to the start removes what this lesson has made on your own engine:\n\(lines)\nRemove it? [y/N] ",
      ja: "最初に戻るために、このレッスンが手元のエンジンに作った次のものを削除します。\n\(lines)\n削除しますか? [y/N] ")
    let word = terminal.ask(question[console.language])?.split(whereSeparator: \.isWhitespace).first
    guard let word, ["y", "yes", "はい"].contains(word.lowercased()) else {
      console.explain(Phrase(en: "Nothing was removed.", ja: "何も削除しませんでした。"))
      throw Ending(code: .checkFailed)
    }
  }
}
