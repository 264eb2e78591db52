import Basics

extension LearnerResult.Status {
  /// The status in words, as it stands in a table.
  package var inWords: Phrase {
    switch self {
    case .graded: Phrase(en: "graded", ja: "採点済み")
    case .missing: Phrase(en: "no submission", ja: "未提出")
    case .unreadable: Phrase(en: "unreadable", ja: "読み取れず")
    case .failed: Phrase(en: "could not be graded", ja: "採点できず")
    }
  }
}

extension StepResult.Outcome {
  package var inWords: Phrase {
    switch self {
    case .passed: Phrase(en: "passed", ja: "合格")
    case .failed: Phrase(en: "not yet", ja: "未達成")
    case .undetermined: Phrase(en: "could not be checked", ja: "確認できず")
    }
  }
}

extension Integrity.State {
  package var inWords: Phrase {
    switch self {
    case .unclaimed: Phrase(en: "none claimed", ja: "なし")
    case .matches: Phrase(en: "the same as came out", ja: "再採点の結果と一致")
    case .differs: Phrase(en: "other than came out", ja: "再採点の結果と不一致")
    case .otherLesson: Phrase(en: "made with another version of the lesson", ja: "別の版の教材で作成")
    }
  }
}

extension Integrity.Difference {
  /// A verdict as a submission claims it, in words; one that dojo does not write stays as it is.
  static func inWords(_ verdict: String) -> Phrase {
    switch verdict {
    case "passed": StepResult.Outcome.passed.inWords
    case "not passed": Phrase(en: "not passed", ja: "不合格")
    default: Phrase(verbatim: Plain.name(verdict))
    }
  }
}

/// Sentences that several formats share.
package enum Wording {
  /// `7.5 of 10 points`.
  package static func points(_ earned: Double, of possible: Double) -> Phrase {
    let (earned, possible) = (Numbers.text(earned), Numbers.text(possible))
    return Phrase(en: "\(earned) of \(possible) points", ja: "\(possible) 点中 \(earned) 点")
  }

  /// `1 point`, `2 points`.
  package static func points(_ count: Double) -> Phrase {
    let text = Numbers.text(count)
    return Phrase(en: "\(text) \(text == "1" ? "point" : "points")", ja: "\(text) 点")
  }

  /// `3 hints`.
  package static func hints(_ count: Int) -> Phrase {
    Phrase(en: "\(count) \(count == 1 ? "hint" : "hints")", ja: "ヒント \(count) 件")
  }

  /// A length of time in its two largest units: `2 days 3 h`, `5 min 10 s`.
  package static func duration(seconds: Int) -> Phrase {
    let seconds = max(0, seconds)
    let units: [(Int, String, String)] = [
      (seconds / 86_400, seconds / 86_400 == 1 ? " day" : " days", "日"), (seconds / 3_600 % 24, " h", "時間"),
      (seconds / 60 % 60, " min", "分"), (seconds % 60, " s", "秒"),
    ]
    let start = units.firstIndex { $0.0 > 0 } ?? units.count - 1
    let shown = units[start...].prefix(2).filter { $0.0 > 0 || units[start].0 == 0 }
    return Phrase(
      en: shown.map { "\($0.0)\($0.1)" }.joined(separator: " "),
      ja: shown.map { "\($0.0) \($0.2)" }.joined(separator: " "))
  }
}
