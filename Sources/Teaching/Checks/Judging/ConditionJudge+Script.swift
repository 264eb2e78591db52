import Basics
import Lessons

extension ConditionJudge {
  /// A program of the author's: it agrees by exit code 0, and the last line it prints says what is so.
  func judge(_ fact: ScriptFact, on machine: Machine.ID) async throws -> Finding {
    guard let trust = lesson.trust else { throw ScriptWithoutTrust() }
    let call = ScriptCall(line: fact.run, folder: lesson.folder, purpose: trust)
    let outcome = try await observations.script(call, on: machine)
    let said = (outcome.stdout + outcome.stderr).split(whereSeparator: \.isNewline).last.map(String.init)
    return Finding(
      outcome.exit == 0 ? .passed : .failed,
      expected: Fact.script(fact).expected(on: name(of: machine), in: lesson),
      found: said.map { Phrase(verbatim: $0) }
        ?? Phrase(
          en: "It ended with exit code \(outcome.exit).", ja: "終了コード \(outcome.exit) で終わった。"),
      usual: .notDoneYet)
  }
}

extension Lesson {
  /// The folder of the checks file, else of the chapter; empty for a lesson that was not read from files.
  fileprivate var folder: String {
    let file = sources.first { $0.path.hasSuffix(".yaml") } ?? sources.first
    return file.map {
      $0.path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
    } ?? ""
  }
}

/// The lesson runs a program of its author's without saying in `trust:` what it does.
struct ScriptWithoutTrust: UserFacingError {
  var summary: Phrase {
    Phrase(
      en: "this check runs a program of the author's, and the lesson does not say what it does",
      ja: "このチェックは作者のプログラムを実行しますが、何をするのかが教材に書かれていません")
  }

  var remedy: Phrase? {
    Phrase(
      en: "The author has to add `trust:` to the checks file.", ja: "作者がチェックファイルに `trust:` を書く必要があります。")
  }

  var exitCode: ExitCode { .undetermined }
}
