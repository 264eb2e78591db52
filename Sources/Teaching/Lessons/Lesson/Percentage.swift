import Basics

/// A share from 0 to 100 %, exact to a hundredth of a percent.
package struct Percentage: Sendable, Hashable, Comparable {
  /// Hundredths of a percent, 0 to 10 000.
  package let hundredths: Int

  /// A whole number of percent; what is below 0 or above 100 becomes the nearest that fits.
  package init(_ percent: Int) {
    hundredths = min(max(percent, 0), 100) * 100
  }

  fileprivate init?(hundredths: Int) {
    guard (0...10_000).contains(hundredths) else { return nil }
    self.hundredths = hundredths
  }

  /// This share of an amount.
  package func of(_ amount: Double) -> Double {
    amount * Double(hundredths) / 10_000
  }

  package static func < (left: Self, right: Self) -> Bool {
    left.hundredths < right.hundredths
  }
}

extension Percentage: CustomStringConvertible {
  /// `10%`, `12.5%`.
  package var description: String {
    let (whole, rest) = hundredths.quotientAndRemainder(dividingBy: 100)
    if rest == 0 { return "\(whole)%" }
    return rest % 10 == 0 ? "\(whole).\(rest / 10)%" : "\(whole).\(rest < 10 ? "0" : "")\(rest)%"
  }
}

extension Percentage: YAMLScalar {
  static var expected: Phrase {
    Phrase(
      en: "a percentage from `0%` to `100%`, with its sign and at most two decimals",
      ja: "`0%` から `100%` までの割合（`%` を付け、小数は 2 桁まで）")
  }

  init?(yaml text: String) {
    guard text.hasSuffix("%"), let number = Hundredths(text.dropLast()) else { return nil }
    self.init(hundredths: number.count)
  }
}

/// A decimal number with at most two places, as people write percentages and points: `2`, `12.5`, `0.25`.
struct Hundredths {
  let count: Int

  init?(_ text: Substring) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), (1...7).contains(parts[0].utf8.count),
      parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }), let whole = Int(parts[0])
    else { return nil }
    guard parts.count == 2 else {
      count = whole * 100
      return
    }
    guard (1...2).contains(parts[1].utf8.count), let rest = Int(parts[1]) else { return nil }
    count = whole * 100 + (parts[1].utf8.count == 1 ? rest * 10 : rest)
  }
}
