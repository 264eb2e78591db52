import Basics
import Checks
import Lessons

extension Phrase {
  static func cannotFail(_ check: Check, _ verdict: Verdict?) -> Phrase {
    if let verdict, verdict.outcome == .undetermined {
      return Phrase(
        en: "Check \(check.id) could not be judged: \(verdict.found.en)",
        ja: "チェック \(check.id) を判定できませんでした。\(verdict.found.ja)")
    }
    return Phrase(
      en:
        "This check cannot fail: it holds before anything is done\(verdict.map { " (\($0.found.en))" } ?? ""). Check what the step's own commands change, or that a command was run `after:` the step before.",
      ja:
        "このチェックは不合格になりえません。何もしないうちから成り立っています\(verdict.map { "（\($0.found.ja)）" } ?? "")。手順のコマンドで変わるもの、または前の手順より後（`after:`）に実行されたことを確認してください。"
    )
  }

  static func overdue(_ command: Command) -> Phrase {
    Phrase(
      en: "`\(command.line)` did not come to an end. Let it run in the background, or give it a limit.",
      ja: "`\(command.line)` が終わりませんでした。バックグラウンドで動かすか、時間の上限を付けてください。")
  }

  /// Why a step has not passed: the verdict that leads it.
  static func doesNotPass(_ assessment: StepAssessment) -> Phrase {
    guard let leading = assessment.leading else {
      return Phrase(en: "The step has not passed.", ja: "手順に合格していません。")
    }
    let cause = leading.cause
    let named = cause?.diagnosis.map { " (\($0))" } ?? ""
    return Phrase(
      en:
        "Check \(leading.check) does not hold. Expected: \(leading.expected.en) Found: \(leading.found.en)\(cause.map { " Because\(named): \($0.because.en)" } ?? "")",
      ja:
        "チェック \(leading.check) が成り立ちません。期待: \(leading.expected.ja) 実際: \(leading.found.ja)\(cause.map { " 原因\(named): \($0.because.ja)" } ?? "")"
    )
  }

  static let passesAllTheSame = Phrase(
    en: "The step passes, which it must not. Make its checks stricter, or take this out.",
    ja: "合格してはいけないのに合格しました。チェックを厳しくするか、この項目を取り除いてください。")

  static func otherSpeaks(
    _ spoken: Diagnosis.ID?, wanted: Diagnosis.ID, of step: Step, _ assessment: StepAssessment
  ) -> Phrase {
    guard let spoken else {
      return Phrase(
        en:
          "No diagnosis speaks. Its `when:` does not hold after these commands. \(doesNotPass(assessment).en)",
        ja: "どの診断も出ませんでした。このコマンドのあとで `when:` が成り立っていません。\(doesNotPass(assessment).ja)")
    }
    let ids = step.diagnoses.map(\.id)
    let isBefore = (ids.firstIndex(of: spoken) ?? 0) < (ids.firstIndex(of: wanted) ?? 0)
    return isBefore
      ? Phrase(
        en:
          "\(spoken) speaks instead: it stands before \(wanted) and its `when:` holds too. Narrow it, or move \(wanted) above it.",
        ja: "代わりに \(spoken) が出ました。\(wanted) より前にあり、その `when:` も成り立っています。条件を狭めるか、\(wanted) を上に移してください。")
      : Phrase(
        en: "\(spoken) speaks instead, because the `when:` of \(wanted) does not hold after these commands.",
        ja: "代わりに \(spoken) が出ました。このコマンドのあとで \(wanted) の `when:` が成り立っていません。")
  }

  static func dependsOn(_ step: Step) -> Phrase {
    Phrase(
      en: "It needs step \(step.number) done first, so there is no other order.",
      ja: "手順\(step.number)が先に必要なので、順序は入れ替えられません。")
  }
}
