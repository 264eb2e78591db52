import ArgumentParser
import Basics
import Lessons
import Practice

/// `dojo answer`: answers a question that the current step asks.
struct AnswerCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "answer", abstract: "Answer the question that the current step asks.",
    discussion: "Without an answer on the command line you are asked for it.")

  @Argument(help: ArgumentHelp("Your answer.", valueName: "answer")) var words: [String] = []
  @OptionGroup var speaking: SpeakingOptions

  func run() async throws {
    let command = try SittingCommand(speaking: speaking)
    let status = try await command.status()
    guard let step = status.current.flatMap(command.setup.lesson.step), !step.questions.isEmpty else {
      throw NothingAsked()
    }
    let answers = try words.isEmpty ? ask(step.questions, command) : [words.joined(separator: " ")]
    let entries = answers.map { answer in
      CommandEntry(
        argv: ["dojo", "answer", answer], folder: OwnProcess.folder(),
        machine: command.context.environment[WorkPlace.Variable.machine].map { Machine.ID($0) }
          ?? step.machine,
        exit: 0, output: "", started: command.setup.now())
    }
    try await command.tell { door in
      for entry in entries { try await door.record(entry) }
      return try await door.check(nil)
    }
  }

  /// Asks each question and reads a line for it.
  private func ask(_ questions: [Question], _ command: SittingCommand) throws -> [String] {
    try questions.map { question in
      let console = command.printer.console
      console.narrate(StepText(console: console).question(question))
      guard let line = readLine()?.trimmingPrefix(while: \.isWhitespace), !line.isEmpty else {
        throw NoAnswer()
      }
      return String(line)
    }
  }
}

extension Step {
  /// What the step asks, in order; what only diagnoses ask about is none of the learner's business.
  var questions: [Question] {
    checks.filter { !$0.isHidden }.flatMap { $0.condition.questions }
  }
}

extension Condition {
  fileprivate var questions: [Question] {
    switch self {
    case .fact(.ask(let question), _): [question]
    case .fact: []
    case .all(let parts), .any(let parts): parts.flatMap(\.questions)
    case .not(let part): part.questions
    }
  }
}

/// The current step has no question.
struct NothingAsked: UserFacingError, Equatable {
  var summary: Phrase {
    Phrase(en: "the current step asks no question", ja: "いまの手順に質問はありません")
  }

  var remedy: Phrase? {
    Phrase(en: "dojo status shows what it wants.", ja: "何をする手順かは dojo status で見られます。")
  }

  var exitCode: Basics.ExitCode { .usage }
}

/// The learner was asked and said nothing.
struct NoAnswer: UserFacingError, Equatable {
  var summary: Phrase { Phrase(en: "there was no answer", ja: "答えがありませんでした") }
  var remedy: Phrase? {
    Phrase(en: "Write it behind the command: dojo answer …", ja: "コマンドの後ろに書いてください: dojo answer …")
  }
  var exitCode: Basics.ExitCode { .usage }
}
