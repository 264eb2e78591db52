import Basics
import Lessons

extension HTTPFact {
  /// What must be so, as one sentence.
  func expected(on machine: String) -> Phrase {
    let contents = contents
    switch status {
    case .noAnswer: return Phrase(en: "Nobody answers at \(url).", ja: "\(url) には誰も応答しない。")
    case .anything:
      return Phrase(
        en: "On \(machine), \(url) answers\(contents.en).",
        ja: "\(machine) から \(url) を開くと応答がある\(contents.ja)。")
    case .code(let code):
      return Phrase(
        en: "On \(machine), \(url) answers with status \(code)\(contents.en).",
        ja: "\(machine) から \(url) を開くと、ステータス \(code) で応答がある\(contents.ja)。")
    case .family(let hundred):
      return Phrase(
        en: "On \(machine), \(url) answers with a status of \(hundred)xx\(contents.en).",
        ja: "\(machine) から \(url) を開くと、ステータス \(hundred)xx で応答がある\(contents.ja)。")
    }
  }

  /// What came back, as one sentence.
  func found(_ reply: HTTPObservation) -> Phrase {
    switch reply {
    case .silent(let reason):
      return Phrase(en: "Nobody answers at \(url) (\(reason)).", ja: "\(url) には誰も応答しない（\(reason)）。")
    case .answered(let answer) where !hasStatus(answer.status):
      return Phrase(
        en: "\(url) answers with status \(answer.status).", ja: "\(url) の応答はステータス \(answer.status)。")
    case .answered(let answer):
      let line = answer.body.split(whereSeparator: \.isNewline).first.map { String($0.prefix(120)) } ?? ""
      return Phrase(en: "\(url) answers: \(line)", ja: "\(url) の応答：\(line)")
    }
  }

  func usualCause(of reply: HTTPObservation) -> UsualCause {
    switch reply {
    case .silent: .nobodyAnswers
    case .answered(let answer) where !hasStatus(answer.status):
      UsualCause(
        because: Phrase(
          en: "Something answers at that address, but not what the step is about.",
          ja: "その宛先で応答しているのは、この手順の相手ではないようです。"),
        advice: Phrase(
          en: "Check which program uses the port, and how the address is spelled.",
          ja: "そのポートを使っているプログラムと、宛先の綴りを確かめてください。"))
    case .answered: .notDoneYet
    }
  }

  private var contents: Phrase {
    let wanted = (body.map { [$0] } ?? []) + json.sorted { $0.key < $1.key }.map(\.value)
    guard !wanted.isEmpty else { return Phrase(verbatim: "") }
    let list = Phrase.list(wanted.map(\.words))
    return Phrase(en: ", containing \(list.en)", ja: "（内容に \(list.ja)）")
  }
}

extension TextPattern {
  /// The text or pattern, quoted.
  var words: Phrase {
    switch self {
    case .contains(let text), .equals(let text): Phrase(en: "“\(text)”", ja: "「\(text)」")
    case .matches(let pattern): Phrase(en: "/\(pattern)/", ja: "/\(pattern)/")
    }
  }
}
