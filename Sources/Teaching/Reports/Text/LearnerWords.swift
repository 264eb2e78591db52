import Basics

/// What is said to learners about a whole submission, in every format they read.
package enum LearnerWords {
  /// Points, lateness, hints and whatever stood in the way, a sentence each.
  package static func overview(_ view: LearnerView, of lesson: GradedLesson) -> [Phrase] {
    let result = view.result
    guard result.status == .graded else { return notGraded(result) }
    let passed = view.steps.count { $0.outcome == .passed }
    var phrases = [
      Phrase(
        en:
          "You have \(Wording.points(result.total, of: result.possible).en); \(passed) of \(view.steps.count) steps passed.",
        ja:
          "得点は \(Wording.points(result.total, of: result.possible).ja)です（\(view.steps.count) 手順中 \(passed) 手順に合格）。"
      )
    ]
    phrases += [late(result), aids(result), open(result), hidden(view)].compactMap(\.self)
    if let reason = result.reason { phrases.append(reason) }
    return phrases
  }

  private static func notGraded(_ result: LearnerResult) -> [Phrase] {
    let first: Phrase =
      switch result.status {
      case .missing: Phrase(en: "Nothing was handed in.", ja: "提出物がありません。")
      case .unreadable:
        Phrase(
          en: "Your submission could not be read, so it has no grade yet.", ja: "提出物を読み取れなかったため、まだ採点されていません。")
      case .failed, .graded:
        Phrase(
          en: "Your submission could not be graded. As far as anyone can tell, that is not your mistake.",
          ja: "提出物を採点できませんでした。あなたの間違いではないと思われます。")
      }
    let last = Phrase(en: "Please ask your instructor.", ja: "担当の先生に相談してください。")
    let reason = result.status == .missing ? nil : result.reason
    return [first, reason, result.status == .missing ? nil : last].compactMap(\.self)
  }

  private static func late(_ result: LearnerResult) -> Phrase? {
    guard let late = result.lateness, late.seconds > 0 else { return nil }
    let time = Wording.duration(seconds: late.seconds)
    guard late.penalty > 0 else {
      return Phrase(
        en: "It came in \(time.en) late; that costs nothing.", ja: "提出は締め切りの \(time.ja)後でしたが、減点はありません。")
    }
    let points = Wording.points(late.penalty)
    return Phrase(
      en: "It came in \(time.en) late, which took off \(points.en).",
      ja: "提出が締め切りを \(time.ja)過ぎたため、\(points.ja)減点されています。")
  }

  private static func aids(_ result: LearnerResult) -> Phrase? {
    guard result.hints > 0 || result.solutions > 0 else { return nil }
    let used = [
      result.hints > 0 ? Wording.hints(result.hints) : nil,
      result.solutions > 0
        ? Phrase(
          en: "\(result.solutions) shown \(result.solutions == 1 ? "solution" : "solutions")",
          ja: "解答例 \(result.solutions) 件")
        : nil,
    ].compactMap(\.self)
    let (en, ja) = (used.map(\.en).joined(separator: " and "), used.map(\.ja).joined(separator: "と"))
    let cost = result.steps.map(\.cost).reduce(0, +)
    guard cost > 0 else { return Phrase(en: "You used \(en).", ja: "\(ja)を見ました。") }
    return Phrase(
      en: "You used \(en), which took off \(Wording.points(cost).en).",
      ja: "\(ja)を見たため、\(Wording.points(cost).ja)引かれています。")
  }

  private static func open(_ result: LearnerResult) -> Phrase? {
    guard result.open > 0 else { return nil }
    let points = Wording.points(result.open)
    return Phrase(
      en: "\(points.en) could not be judged: neither earned nor lost, and not your mistake.",
      ja: "\(points.ja)分は判定できませんでした。失点ではなく、あなたの間違いでもありません。")
  }

  private static func hidden(_ view: LearnerView) -> Phrase? {
    guard view.steps.contains(where: \.hasHiddenChecks) else { return nil }
    return Phrase(
      en: "Some points depend on more than is listed here.", ja: "ここに挙げた項目以外も採点の対象です。")
  }
}
