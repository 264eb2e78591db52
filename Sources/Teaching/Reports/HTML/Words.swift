import Basics

/// The fixed words of the page.
enum Words {
  static let report = Phrase(en: "Class report", ja: "クラスレポート")
  static let skip = Phrase(en: "Skip to the report", ja: "本文へ移動")
  static let contents = Phrase(en: "Contents", ja: "目次")

  static let summary = Phrase(en: "At a glance", ja: "概要")
  static let attention = Phrase(en: "Look here first", ja: "まず確認すること")
  static let points = Phrase(en: "Points", ja: "得点")
  static let steps = Phrase(en: "Steps", ja: "手順")
  static let time = Phrase(en: "Time per step", ja: "手順ごとの所要時間")
  static let mistakes = Phrase(en: "Most frequent mistakes", ja: "多かったつまずき")
  static let map = Phrase(en: "Learners and steps", ja: "受講者と手順")
  static let learners = Phrase(en: "Each learner", ja: "受講者ごとの結果")

  static let learner = Phrase(en: "Learner", ja: "受講者")
  static let step = Phrase(en: "Step", ja: "手順")
  static let result = Phrase(en: "Result", ja: "判定")
  static let expected = Phrase(en: "Expected", ja: "期待")
  static let found = Phrase(en: "Found", ja: "現状")
  static let because = Phrase(en: "Because", ja: "原因")
  static let advice = Phrase(en: "Try", ja: "次に")
  static let evidence = Phrase(en: "Evidence", ja: "根拠")
  static let hidden = Phrase(en: "hidden from learners", ja: "受講者には非公開")
  static let remarks = Phrase(en: "Remarks", ja: "備考")
  static let median = Phrase(en: "Median", ja: "中央値")
  static let mean = Phrase(en: "Mean", ja: "平均")
  static let fullMarks = Phrase(en: "Full marks", ja: "満点")
  static let asTable = Phrase(en: "The same as a table", ja: "同じ内容を表で見る")
  static let none = Phrase(en: "none", ja: "なし")
  static let backToMap = Phrase(en: "Back to all learners", ja: "受講者の一覧へ戻る")
}

extension LearnerResult.Status {
  var label: Phrase {
    switch self {
    case .graded: Phrase(en: "Graded", ja: "採点済み")
    case .missing: Phrase(en: "No submission", ja: "未提出")
    case .unreadable: Phrase(en: "Unreadable", ja: "読み取り不可")
    case .failed: Phrase(en: "Could not grade", ja: "採点できず")
    }
  }
}

extension Integrity.State {
  var label: Phrase {
    switch self {
    case .unclaimed: Phrase(en: "makes none", ja: "なし")
    case .matches: Phrase(en: "match what was recomputed", ja: "再計算の結果と一致")
    case .differs: Phrase(en: "differ from what was recomputed", ja: "再計算の結果と不一致")
    case .otherLesson: Phrase(en: "made with another version of the lesson", ja: "別の版の教材によるもの")
    }
  }
}

extension Phrase {
  /// A number of learners.
  static func learners(_ count: Int) -> Phrase {
    Phrase(en: count == 1 ? "1 learner" : "\(count) learners", ja: "\(count)人")
  }

  /// A number of points.
  static func points(_ value: Double) -> Phrase {
    let number = Numbers.text(value)
    return Phrase(en: number == "1" ? "1 point" : "\(number) points", ja: "\(number)点")
  }

  /// So much of so much.
  static func points(_ value: Double, of possible: Double) -> Phrase {
    let (part, whole) = (Numbers.text(value), Numbers.text(possible))
    return Phrase(en: "\(part) of \(whole) points", ja: "\(whole)点中 \(part)点")
  }

  /// A share in whole hundredths, rounded down so that only all of it is 100 %.
  static func percent(_ value: Double) -> String {
    guard value.isFinite else { return "–" }
    return "\(Int(min(max(0, value + 1e-9), 1_000).rounded(.down)))%"
  }
}
