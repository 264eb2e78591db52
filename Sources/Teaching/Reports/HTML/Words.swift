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
  static let map = Phrase(en: "Learners and steps", ja: "学習者と手順")
  static let learners = Phrase(en: "Each learner", ja: "学習者ごとの結果")

  static let learner = Phrase(en: "Learner", ja: "学習者")
  static let step = Phrase(en: "Step", ja: "手順")
  static let result = Phrase(en: "Result", ja: "判定")
  static let because = Phrase(en: "Because", ja: "原因")
  static let evidence = Phrase(en: "Evidence", ja: "根拠")
  static let hidden = Phrase(en: "hidden from learners", ja: "学習者には非公開")
  static let remarks = Phrase(en: "Remarks", ja: "備考")
  static let median = Phrase(en: "Median", ja: "中央値")
  static let mean = Phrase(en: "Mean", ja: "平均")
  static let fullMarks = Phrase(en: "Full marks", ja: "満点")
  static let asTable = Phrase(en: "The same as a table", ja: "同じ内容を表で見る")
  static let backToMap = Phrase(en: "Back to all learners", ja: "学習者の一覧へ戻る")
}

extension LearnerResult.Status {
  var word: Phrase {
    switch self {
    case .graded: Phrase(en: "Graded", ja: "採点済み")
    case .missing: Phrase(en: "No submission", ja: "未提出")
    case .unreadable: Phrase(en: "Unreadable", ja: "読み取れず")
    case .failed: Phrase(en: "Could not grade", ja: "採点できず")
    }
  }
}

extension Phrase {
  /// A number of learners.
  static func learners(_ count: Int) -> Phrase {
    Phrase(en: count == 1 ? "1 learner" : "\(count) learners", ja: "\(count)人")
  }

  /// A share in whole hundredths, rounded down so that only all of it is 100 %.
  static func percent(_ value: Double) -> String {
    guard value.isFinite else { return "–" }
    return "\(Int(min(max(0, value + 1e-9), 1_000).rounded(.down)))%"
  }
}
