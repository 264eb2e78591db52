import Basics

/// What the linter looks for, by the id that its messages carry.
package enum LintRule: String, Sendable, Hashable, CaseIterable {
  case unreadable
  case chapterUnclear = "chapter-unclear"
  case idGone = "id-gone"
  case stepWithoutCheck = "step-without-check"
  case stepWithoutHint = "step-without-hint"
  case stepWithoutSolution = "step-without-solution"
  case stepWithoutDiagnosis = "step-without-diagnosis"
  case stepWorthNothing = "step-worth-nothing"
  case hintWithoutCommand = "hint-without-command"
  case hintGivesAway = "hint-gives-away"
  case adviceGivesAway = "advice-gives-away"
  case diagnosisWithoutProof = "diagnosis-without-proof"
  case diagnosisUnreachable = "diagnosis-unreachable"
  case languageMissing = "language-missing"
  case languagesDiffer = "languages-differ"
  case phraseUntranslated = "phrase-untranslated"
  case titleMissing = "title-missing"
  case translationStale = "translation-stale"
  case linkBroken = "link-broken"
  case imageBroken = "image-broken"
  case blankUnfilled = "blank-unfilled"
  case blankInText = "blank-in-text"
  case scriptWithoutTrust = "script-without-trust"
  case typedText = "typed-text"
  case checkInferred = "check-inferred"
  case solutionsDiffer = "solutions-differ"
  case destroysUntold = "destroys-untold"
  case prerequisiteUnknown = "prerequisite-unknown"
  case prerequisiteCircular = "prerequisite-circular"
}

extension LintRule {
  /// How much it matters.
  package enum Severity: String, Sendable, Hashable, Comparable {
    /// Learners would be misled, or lose what they have done.
    case error
    /// The lesson works, but teaches less than it could.
    case warning

    package static func < (left: Self, right: Self) -> Bool { left == .warning && right == .error }
  }

  package var severity: Severity {
    switch self {
    case .unreadable, .idGone, .stepWithoutCheck, .stepWithoutSolution, .diagnosisUnreachable,
      .languagesDiffer, .linkBroken, .imageBroken, .blankUnfilled, .scriptWithoutTrust,
      .prerequisiteUnknown, .prerequisiteCircular:
      .error
    case .chapterUnclear, .stepWithoutHint, .stepWithoutDiagnosis, .stepWorthNothing, .hintWithoutCommand,
      .hintGivesAway,
      .adviceGivesAway, .diagnosisWithoutProof, .languageMissing, .phraseUntranslated, .titleMissing,
      .translationStale, .blankInText, .typedText, .checkInferred, .solutionsDiffer, .destroysUntold:
      .warning
    }
  }

  /// What the rule asks for, as one sentence.
  package var meaning: Phrase {
    switch self {
    case .unreadable:
      Phrase(en: "Chapter and checks file can be read.", ja: "章とチェックファイルが読み取れる。")
    case .chapterUnclear:
      Phrase(en: "Every Markdown reader understands the chapter alike.", ja: "どの Markdown でも章が同じように読める。")
    case .idGone:
      Phrase(
        en: "Ids of steps, checks and diagnoses stay what they were.", ja: "手順・チェック・診断の id は前のまま変わらない。")
    case .stepWithoutCheck: Phrase(en: "A step that has points has a check.", ja: "点数のある手順にはチェックがある。")
    case .stepWithoutHint: Phrase(en: "A step that has points has hints.", ja: "点数のある手順にはヒントがある。")
    case .stepWithoutSolution:
      Phrase(en: "A step that has points has a solution with commands.", ja: "点数のある手順には、コマンドを含む解答例がある。")
    case .stepWithoutDiagnosis:
      Phrase(en: "A step that has points has a diagnosis.", ja: "点数のある手順には診断がある。")
    case .stepWorthNothing: Phrase(en: "A step that has checks has points.", ja: "チェックのある手順には点数がある。")
    case .hintWithoutCommand: Phrase(en: "The last hint names the command.", ja: "最後のヒントはコマンドを示す。")
    case .hintGivesAway:
      Phrase(en: "Hints before the last do not give the solution away.", ja: "最後より前のヒントは解答を明かさない。")
    case .adviceGivesAway:
      Phrase(en: "Diagnoses do not give the solution away.", ja: "診断は解答を明かさない。")
    case .diagnosisWithoutProof:
      Phrase(
        en: "A diagnosis has a proof, or says why there can be none.", ja: "診断には証明コマンドか、付けられない理由がある。")
    case .diagnosisUnreachable:
      Phrase(en: "No two diagnoses of a step ask the same.", ja: "1 つの手順に、同じ条件の診断が 2 つない。")
    case .languageMissing: Phrase(en: "There is a chapter in each language.", ja: "章が両方の言語でそろっている。")
    case .languagesDiffer:
      Phrase(
        en: "Both chapters have the same steps, hints and solutions.", ja: "両方の章で、手順・ヒント・解答例がそろっている。")
    case .phraseUntranslated:
      Phrase(en: "Each sentence is there in both languages.", ja: "どの文も両方の言語で書かれている。")
    case .titleMissing: Phrase(en: "The title is there in both languages.", ja: "題名が両方の言語で書かれている。")
    case .translationStale:
      Phrase(en: "When one language changes, so does the other.", ja: "一方の言語を変えたら、もう一方も変える。")
    case .linkBroken: Phrase(en: "What links lead to is there.", ja: "リンク先がある。")
    case .imageBroken: Phrase(en: "Pictures are there.", ja: "画像ファイルがある。")
    case .blankUnfilled:
      Phrase(en: "Each `{blank}` in a command has a value.", ja: "コマンドの `{空欄}` にはどれも値がある。")
    case .blankInText: Phrase(en: "Each `{blank}` in the text has a value.", ja: "文中の `{空欄}` にはどれも値がある。")
    case .scriptWithoutTrust:
      Phrase(
        en: "A lesson with `script` checks says in `trust:` what they do.",
        ja: "`script` チェックのあるレッスンは、何をするのかを `trust:` に書く。")
    case .typedText:
      Phrase(
        en: "Where state can be read, the learner's typed text is not.", ja: "状態を見られるところでは、入力されたコマンドで判定しない。")
    case .checkInferred:
      Phrase(en: "Somebody has looked at each inferred check.", ja: "推測されたチェックは、人が確かめてある。")
    case .solutionsDiffer:
      Phrase(
        en: "Chapter and checks file have the same solution.", ja: "章とチェックファイルの解答例が同じである。")
    case .destroysUntold:
      Phrase(
        en: "A step that removes many things says so in `destroys:`.", ja: "多くのものを削除する手順は、`destroys:` にそう書く。")
    case .prerequisiteUnknown:
      Phrase(en: "Lessons named in `after:` are there.", ja: "`after:` に書かれたレッスンがある。")
    case .prerequisiteCircular:
      Phrase(en: "No lesson comes before itself, by whatever detour.", ja: "`after:` をたどって自分自身に戻ることがない。")
    }
  }
}

/// Something in a lesson that is not as it should be.
package struct LintFinding: Sendable, Hashable {
  package let rule: LintRule
  package let place: SourcePlace
  /// What is so, as one sentence.
  package let found: Phrase
  /// What to do about it.
  package let instead: Phrase?

  package init(_ rule: LintRule, at place: SourcePlace, _ found: Phrase, instead: Phrase? = nil) {
    self.rule = rule
    self.place = place
    self.found = found
    self.instead = instead
  }
}
