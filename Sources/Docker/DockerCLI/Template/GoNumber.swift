/// A number of a template, as Go writes them: `12`, `1_000`, `0x10`, `0b11`, `1.5`, `1e3`.
enum GoNumber {
  /// How many bytes at the beginning could be a number.
  static func length(_ bytes: ArraySlice<UInt8>) -> Int {
    var rest = bytes
    func take(_ some: String) -> Bool {
      guard let first = rest.first, some.utf8.contains(first) else { return false }
      rest.removeFirst()
      return true
    }
    func takeAll(_ some: String) { while take(some) {} }
    _ = take("+-")
    var digits = "0123456789_"
    if take("0") {
      if take("xX") {
        digits = "0123456789abcdefABCDEF_"
      } else if take("oO") {
        digits = "01234567_"
      } else if take("bB") {
        digits = "01_"
      }
    }
    takeAll(digits)
    if take(".") { takeAll(digits) }
    if digits.utf8.count == 11, take("eE") {
      _ = take("+-")
      takeAll("0123456789_")
    }
    return bytes.count - rest.count
  }

  /// The number in figures; `nil` when it is none.
  static func value(_ text: String) -> String? {
    let isNegative = text.hasPrefix("-")
    let figures = text.drop { "+-".contains($0) }.filter { $0 != "_" }
    for (prefix, radix) in [("0x", 16), ("0o", 8), ("0b", 2)] where figures.lowercased().hasPrefix(prefix) {
      return Int(figures.dropFirst(2), radix: radix).map { isNegative ? "-\($0)" : "\($0)" }
    }
    guard let number = Double(figures), text.count(where: { "+-".contains($0) && $0 == text.first }) < 2
    else {
      return nil
    }
    guard figures.contains(where: { ".eE".contains($0) }) else {
      // What begins with a zero is written in eights.
      return Int(figures, radix: figures.hasPrefix("0") ? 8 : 10).map { (isNegative ? "-" : "") + String($0) }
    }
    let isWhole = number.rounded() == number && number < 1e15
    return (isNegative ? "-" : "") + (isWhole ? "\(Int(number)).0" : "\(number)")
  }

  /// Whether figures are those of a number that Go would not keep as a whole one.
  static func isFraction(_ figures: String) -> Bool { figures.contains { ".e".contains($0) } }
}
