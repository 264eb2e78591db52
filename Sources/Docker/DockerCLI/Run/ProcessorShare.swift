/// A number of processors: `1.5`, `1/2` or `1e-1`, kept in billionths.
enum ProcessorShare: FlagValue {
  static func parse(_ text: String) throws(FlagValueProblem) -> Int {
    guard let (value, isExact) = number(text) else {
      throw FlagValueProblem("failed to parse \(text) as a rational number")
    }
    guard isExact, abs(value) < 9e9 else { throw FlagValueProblem("value is too precise") }
    return Int((value * 1e9).rounded())
  }

  private static func number(_ text: String) -> (Double, isExact: Bool)? {
    if let match = text.wholeMatch(of: /([+-]?\d+)\/(\d+)/), let top = Double(match.1),
      let bottom = Double(match.2), bottom > 0
    {
      let share = top * 1e9 / bottom
      return (top / bottom, share == share.rounded())
    }
    guard let match = text.wholeMatch(of: /[+-]?\d*(?:\.(\d*))?(?:[eE]([+-]?\d+))?/),
      let value = Double(text)
    else { return nil }
    var digits = match.1 ?? ""
    while digits.last == "0" { digits.removeLast() }
    return (value, digits.count - (match.2.flatMap { Int($0) } ?? 0) <= 9)
  }
}
