/// A duration as Go writes it: `1h30m`, `500ms`; its value is in nanoseconds.
enum DurationText: FlagValue {
  private static let units: [String: Double] = [
    "ns": 1, "us": 1e3, "µs": 1e3, "μs": 1e3, "ms": 1e6, "s": 1e9, "m": 6e10, "h": 3.6e12,
  ]

  static func parse(_ text: String) throws(FlagValueProblem) -> Int {
    let invalid = FlagValueProblem("time: invalid duration \(GoText.quoted(text))")
    var rest = text[...]
    let isNegative = rest.hasPrefix("-")
    if isNegative || rest.hasPrefix("+") { rest = rest.dropFirst() }
    guard rest != "0" else { return 0 }
    guard !rest.isEmpty else { throw invalid }
    var sum = 0.0
    while !rest.isEmpty {
      let number = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
      guard number.contains(where: \.isNumber),
        let value = Double(number.hasPrefix(".") ? "0\(number)" : number)
      else { throw invalid }
      rest = rest.dropFirst(number.count)
      let unit = rest.prefix { !($0.isASCII && ($0.isNumber || $0 == ".")) }
      guard !unit.isEmpty else {
        throw FlagValueProblem("time: missing unit in duration \(GoText.quoted(text))")
      }
      guard let factor = units[String(unit)] else {
        throw FlagValueProblem(
          "time: unknown unit \(GoText.quoted(String(unit))) in duration \(GoText.quoted(text))")
      }
      rest = rest.dropFirst(unit.count)
      sum += value * factor
    }
    guard sum < 9.2e18 else { throw invalid }
    return isNegative ? -Int(sum) : Int(sum)
  }
}
