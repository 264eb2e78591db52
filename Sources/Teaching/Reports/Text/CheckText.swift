import Basics

/// The four things that are said about a check that did not pass.
package enum CheckText {
  /// A label and what stands behind it.
  package struct Item: Sendable, Hashable {
    package let label: Phrase
    package let text: Phrase
  }

  /// Expected, found, because and try, as far as they are known.
  package static func items(_ check: CheckResult) -> [Item] {
    let cause =
      check.outcome == .undetermined ? Phrase(en: "Why", ja: "理由") : Phrase(en: "Because", ja: "考えられる原因")
    return [
      Item(label: Phrase(en: "Expected", ja: "目標"), text: check.expected),
      Item(label: Phrase(en: "Found", ja: "実際"), text: check.found),
      check.because.map { Item(label: cause, text: $0) },
      check.advice.map { Item(label: Phrase(en: "Try", ja: "次に試すこと"), text: $0) },
    ].compactMap(\.self)
  }

  /// The same as lines of plain text, with the evidence behind them.
  package static func lines(_ check: CheckResult, _ language: Language) -> [String] {
    let items = items(check).map { line($0, language) }
    guard !check.evidence.isEmpty else { return items }
    let label = Phrase(en: "Evidence:", ja: "根拠:")[language]
    return items + [label] + check.evidence.map { "  \(Plain.cut($0, to: 2_000))" }
  }

  /// The same for a learner's eyes: no evidence, and nothing without an end.
  package static func learnerLines(_ check: CheckResult, _ language: Language) -> [String] {
    items(check).map { Plain.visible(line($0, language)) }
  }

  /// The verdict, and what is to be said about it when the check did not pass.
  package static func learnerText(_ check: CheckResult, _ language: Language) -> String {
    let rest = check.outcome == .passed ? [] : learnerLines(check, language)
    return ([check.outcome.inWords[language]] + rest).joined(separator: "\n")
  }

  private static func line(_ item: Item, _ language: Language) -> String {
    "\(item.label[language]): \(Plain.cut(item.text[language], to: 2_000))"
  }
}
