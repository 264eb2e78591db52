/// Text as Go's formatting verbs write it.
enum GoText {
  /// `%q`: in double quotes, with what is not printable escaped.
  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F:
        result += "\\x" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  /// `%.Ng`: at most `digits` significant ones, exponents where Go would write them.
  static func general(_ value: Double, digits: Int) -> String {
    guard value != 0 else { return "0" }
    var exponent = 0
    var scaled = abs(value)
    while scaled >= 10 { (scaled, exponent) = (scaled / 10, exponent + 1) }
    while scaled < 1 { (scaled, exponent) = (scaled * 10, exponent - 1) }
    let unit = power(10, exponent - digits + 1)
    var whole = (abs(value) / unit).rounded(.toNearestOrEven)
    if whole >= power(10, digits) {
      whole /= 10
      exponent += 1
    }
    var figures = String(Int(whole))
    let sign = value < 0 ? "-" : ""
    if exponent < -4 || exponent >= digits {
      while figures.count > 1, figures.last == "0" { figures.removeLast() }
      let mantissa = figures.count == 1 ? figures : "\(figures.prefix(1)).\(figures.dropFirst())"
      let power = abs(exponent) < 10 ? "0\(abs(exponent))" : "\(abs(exponent))"
      return "\(sign)\(mantissa)e\(exponent < 0 ? "-" : "+")\(power)"
    }
    if exponent < 0 { figures = String(repeating: "0", count: -exponent) + figures }
    let integerDigits = max(exponent, 0) + 1
    var fraction = String(figures.dropFirst(integerDigits))
    while fraction.last == "0" { fraction.removeLast() }
    return sign + figures.prefix(integerDigits) + (fraction.isEmpty ? "" : "." + fraction)
  }

  private static func power(_ base: Double, _ exponent: Int) -> Double {
    let magnitude = (0..<abs(exponent)).reduce(1.0) { product, _ in product * base }
    return exponent < 0 ? 1 / magnitude : magnitude
  }
}
