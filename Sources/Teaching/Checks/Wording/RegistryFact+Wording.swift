import Basics
import Lessons

extension RegistryFact {
  /// What must be so, as one sentence.
  var expected: Phrase {
    guard exists else {
      return Phrase(en: "The registry at \(at) does not hold \(title).", ja: "\(at) のレジストリに \(title) がない。")
    }
    guard let sameAs else {
      return Phrase(en: "The registry at \(at) holds \(title).", ja: "\(at) のレジストリに \(title) がある。")
    }
    return Phrase(
      en: "The registry at \(at) holds \(title), the same image as \(sameAs.reference).",
      ja: "\(at) のレジストリに \(title) があり、\(sameAs.reference) と同じイメージである。")
  }

  var foundIt: Phrase {
    Phrase(en: "The registry at \(at) holds \(title).", ja: "\(at) のレジストリに \(title) がある。")
  }

  var foundOther: Phrase {
    Phrase(
      en: "The registry at \(at) holds \(title), but it is another image.",
      ja: "\(at) のレジストリにある \(title) は、別のイメージ。")
  }

  func foundNothing(tags: [String]) -> Phrase {
    guard !tags.isEmpty else {
      return Phrase(
        en: "The registry at \(at) answers, but it holds no \(repository).",
        ja: "\(at) のレジストリは応答するが、\(repository) は入っていない。")
    }
    let list = Phrase.list(tags, atMost: 5, Phrase.init(verbatim:))
    return Phrase(
      en: "The registry at \(at) holds \(repository) only with the tag \(list.en).",
      ja: "\(at) のレジストリの \(repository) にあるタグは \(list.ja) だけ。")
  }

  func foundSilence(_ reason: String) -> Phrase {
    Phrase(en: "No registry answers at \(at) (\(reason)).", ja: "\(at) でレジストリが応答しない（\(reason)）。")
  }

  func foundStranger(status: Int) -> Phrase {
    Phrase(
      en: "What answers at \(at) is no such registry (status \(status)).",
      ja: "\(at) で応答しているのは目的のレジストリではない（ステータス \(status)）。")
  }

  private var title: String { repository + (tag.map { ":\($0)" } ?? "") }
}

extension UsualCause {
  static let nobodyAnswers = UsualCause(
    because: Phrase(
      en: "Nobody listens at that port: the server is not running, or its port is not published.",
      ja: "そのポートで待ち受けているものがありません。サーバーが動いていないか、ポートが公開されていません。"),
    advice: Phrase(
      en: "Look at the list of containers: is it running, and which ports does it publish?",
      ja: "コンテナの一覧で、動いているか、どのポートを公開しているかを確かめてください。"))
}
