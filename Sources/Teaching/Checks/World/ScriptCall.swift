import Basics
import Lessons

/// A program of the author's that a check asks.
package struct ScriptCall: Sendable, Hashable {
  /// A shell command line.
  package let line: String
  /// The folder it is run in: that of the checks file.
  package let folder: String
  /// What the author says that it does.
  package let purpose: Phrase

  package init(line: String, folder: String, purpose: Phrase) {
    self.line = line
    self.folder = folder
    self.purpose = purpose
  }
}

extension World {
  /// Runs a program of the author's; a world that does not say how runs none.
  package func script(_ call: ScriptCall, on machine: Machine.ID) async throws -> CommandOutcome {
    throw ScriptNotAllowed(purpose: call.purpose)
  }
}

/// Nobody has allowed the author's programs to run here.
package struct ScriptNotAllowed: UserFacingError {
  /// What the author says that they do.
  package let purpose: Phrase

  package init(purpose: Phrase) {
    self.purpose = purpose
  }

  package var summary: Phrase {
    Phrase(
      en:
        "this check runs a program of the lesson's author, which nobody has allowed. The author says: \(purpose.en)",
      ja: "このチェックは作者のプログラムを実行しますが、許可されていません。作者の説明: \(purpose.ja)")
  }

  package var remedy: Phrase? {
    Phrase(
      en: "If you trust the author, leave with exit and go on with `dojo run --trust`.",
      ja: "作者を信頼できるなら、exit で中断し、`dojo run --trust` で続けてください。")
  }

  package var exitCode: ExitCode { .undetermined }
}
