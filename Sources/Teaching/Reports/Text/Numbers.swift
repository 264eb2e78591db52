/// Numbers as every format of a report spells them: digits and a point, whatever the locale, never an exponent.
package enum Numbers {
  /// Rounds to two decimals and leaves needless ones out: `3`, `1.5`, `66.67`, `-0.25`.
  ///
  /// What is no number counts as 0; what is beyond a thousand billion is cut off there.
  package static func text(_ value: Double) -> String {
    let hundredths = hundredths(value)
    let digits = hundredths.magnitude
    let fraction =
      switch (digits / 10 % 10, digits % 10) {
      case (0, 0): ""
      case (let tenth, 0): ".\(tenth)"
      case (let tenth, let hundredth): ".\(tenth)\(hundredth)"
      }
    return (hundredths < 0 ? "-" : "") + "\(digits / 100)" + fraction
  }

  /// The value to two decimals, for comparing and for JSON documents whose readers want a number.
  package static func rounded(_ value: Double) -> Double { Double(hundredths(value)) / 100 }

  private static func hundredths(_ value: Double) -> Int {
    guard !value.isNaN else { return 0 }
    return Int((min(max(value, -1e12), 1e12) * 100).rounded())
  }
}
