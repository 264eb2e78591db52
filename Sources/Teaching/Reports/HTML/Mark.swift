import Basics

/// What a cell of the map says about a step: a sign, a word and a colour, of which each alone is enough.
enum Mark: CaseIterable {
  case passed
  /// Not passed, but some of its points were earned.
  case partly
  case failed
  case undetermined
  /// There is no grade.
  case none

  init(_ step: StepResult?) {
    guard let step else {
      self = .none
      return
    }
    switch step.outcome {
    case .passed: self = .passed
    case .failed: self = step.earned > 0 ? .partly : .failed
    case .undetermined: self = .undetermined
    }
  }

  init(_ outcome: StepResult.Outcome) {
    switch outcome {
    case .passed: self = .passed
    case .failed: self = .failed
    case .undetermined: self = .undetermined
    }
  }

  var sign: String {
    switch self {
    case .passed: "✓"
    case .partly: "◐"
    case .failed: "✗"
    case .undetermined: "?"
    case .none: "–"
    }
  }

  var word: Phrase {
    switch self {
    case .passed: Phrase(en: "passed", ja: "合格")
    case .partly: Phrase(en: "partly", ja: "一部のみ")
    case .failed: Phrase(en: "failed", ja: "不合格")
    case .undetermined: Phrase(en: "undetermined", ja: "判定不能")
    case .none: Phrase(en: "no grade", ja: "採点なし")
    }
  }

  /// The style sheet's name for it.
  var kind: String {
    switch self {
    case .passed: "p"
    case .partly: "h"
    case .failed: "f"
    case .undetermined: "u"
    case .none: "n"
    }
  }
}
