import Basics

/// What came of holding one condition against the world.
struct Finding: Sendable {
  var outcome: Outcome
  var expected: Phrase
  var found: Phrase
  var evidence: Evidence
  /// What a mismatch usually means, for when no diagnosis says it better.
  var usual: UsualCause?

  init(
    _ outcome: Outcome, expected: Phrase, found: Phrase, evidence: Evidence = Evidence(),
    usual: UsualCause? = nil
  ) {
    self.outcome = outcome
    self.expected = expected
    self.found = found
    self.evidence = evidence
    self.usual = usual
  }

  /// The condition cannot be judged; the error says why.
  static func undetermined(_ error: any Error, expected: Phrase) -> Self {
    let known = error as? any UserFacingError
    let found =
      known?.summary
      ?? Phrase(en: "this could not be checked: \(error)", ja: "確認できませんでした：\(error)")
    let advice =
      known?.remedy
      ?? Phrase(
        en: "Try `dojo check` again in a moment.", ja: "少し待ってから `dojo check` をもう一度試してください。")
    return Finding(
      .undetermined, expected: expected, found: found,
      usual: UsualCause(because: .notYourMistake, advice: advice))
  }
}

/// A cause that goes with a kind of mismatch, whatever the lesson.
struct UsualCause: Sendable {
  let because: Phrase
  let advice: Phrase
}

extension Phrase {
  fileprivate static let notYourMistake = Phrase(
    en: "dojo could not look. That is no mistake of yours, and it costs nothing.",
    ja: "dojo が確認できなかっただけで、あなたの間違いではありません。減点もありません。")
}

extension UsualCause {
  static let serviceStopped = UsualCause(
    because: Phrase(
      en: "The docker service was stopped, or it did not accept its daemon.json when it was started.",
      ja: "docker サービスが停止されたか、起動時に daemon.json を読み込めませんでした。"),
    advice: Phrase(
      en: "`systemctl status docker` tells why. Put daemon.json right, then start the service again.",
      ja: "理由は `systemctl status docker` で分かります。daemon.json を直してから、サービスを起動し直してください。"))

  static let notDoneYet = UsualCause(
    because: Phrase(
      en: "The step has not been done yet, or what was done led somewhere else.",
      ja: "まだ実行していないか、実行した結果が手順の求めるものと違っています。"),
    advice: Phrase(
      en: "Read the step once more; `dojo hint` gives a hint.",
      ja: "手順をもう一度読んでみてください。`dojo hint` でヒントが出ます。"))
}
