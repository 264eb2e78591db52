import Basics

extension Timestamp: YAMLScalar {
  static var expected: Phrase {
    Phrase(
      en: "a moment with its offset from UTC, such as `2026-12-01T23:59:00+09:00`",
      ja: "`2026-12-01T23:59:00+09:00` のように、UTC との時差まで書いた日時")
  }

  init?(yaml text: String) {
    self.init(text)
  }
}
