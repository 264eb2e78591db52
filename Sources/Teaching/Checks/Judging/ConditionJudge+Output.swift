import Basics
import Lessons

extension ConditionJudge {
  /// Only docker commands are run here: anything else would be the author's own program.
  func judge(_ fact: OutputFact, on machine: Machine.ID) async throws -> Finding {
    let words = fact.command.split(whereSeparator: \.isWhitespace).map(String.init)
    guard words.first == "docker" else { throw UnjudgedKind() }
    let outcome = try await observations.output(of: Array(words.dropFirst()), on: machine)
    return Finding(
      fact.accepts(outcome) ? .passed : .failed, expected: fact.expected(on: name(of: machine)),
      found: fact.found(outcome), usual: .notDoneYet)
  }
}

extension OutputFact {
  func accepts(_ outcome: CommandOutcome) -> Bool {
    let hasEnded =
      switch exit {
      case .code(let code): outcome.exit == code
      case .failed: outcome.exit != 0
      case .anything: true
      }
    return hasEnded && text.allSatisfy { $0.matches(outcome.stdout + outcome.stderr) }
  }

  /// What must be so, as one sentence.
  func expected(on machine: String) -> Phrase {
    let list = Phrase.list(text.map(\.words))
    guard !text.isEmpty else {
      return Phrase(en: "On \(machine), `\(command)` works.", ja: "\(machine) で `\(command)` が成功する。")
    }
    return Phrase(
      en: "On \(machine), `\(command)` prints \(list.en).",
      ja: "\(machine) の `\(command)` の出力に \(list.ja) がある。")
  }

  /// What came of it, as one sentence.
  func found(_ outcome: CommandOutcome) -> Phrase {
    guard outcome.exit == 0 else {
      return Phrase(
        en: "`\(command)` ended with exit code \(outcome.exit).",
        ja: "`\(command)` は終了コード \(outcome.exit) で終わった。")
    }
    return Phrase(en: "`\(command)` printed something else.", ja: "`\(command)` の出力が違っている。")
  }
}
