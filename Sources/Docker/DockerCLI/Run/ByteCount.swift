/// A number of bytes, in powers of 1024, as docker's go-units reads it: `64m`, `64MB`, `1.5g`.
enum ByteCount: FlagValue {
  static func parse(_ text: String) throws(FlagValueProblem) -> Int {
    guard let last = text.lastIndex(where: { $0.isASCII && ($0.isNumber || $0 == "." || $0 == " ") }) else {
      throw FlagValueProblem("invalid size: '\(text)'")
    }
    let isSpace = text[last] == " "
    let number = isSpace ? text[..<last] : text[...last]
    let suffix = text[text.index(after: last)...].lowercased()
    guard let size = Double(number) else {
      throw FlagValueProblem("strconv.ParseFloat: parsing \(GoText.quoted(String(number))): invalid syntax")
    }
    guard size >= 0 else { throw FlagValueProblem("invalid size: '\(text)'") }
    guard let power = power(suffix) else { throw FlagValueProblem("invalid suffix: '\(suffix)'") }
    let bytes = (0..<power).reduce(size) { bytes, _ in bytes * 1024 }
    guard bytes < 9e18 else { throw FlagValueProblem("invalid size: '\(text)'") }
    return Int(bytes)
  }

  private static func power(_ suffix: String) -> Int? {
    guard let first = suffix.first else { return 0 }
    guard first != "b" else { return suffix == "b" ? 0 : nil }
    guard let place = Array("kmgtp").firstIndex(of: first), ["", "b", "ib"].contains(suffix.dropFirst())
    else { return nil }
    return place + 1
  }
}
