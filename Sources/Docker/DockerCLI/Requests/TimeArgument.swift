import Basics

/// A moment as `--since` and `--until` take it.
enum TimeArgument {
  /// The value of the request's parameter: seconds since 1970, with nanoseconds when there are any.
  static func parameter(
    _ text: String, option: String? = nil, now: Timestamp
  ) throws(CommandFailure) -> String {
    if let seconds = duration(text) { return "\(now.seconds - seconds)" }
    if text.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == UInt8(ascii: ".") }), Double(text) != nil {
      return text
    }
    if let moment = Timestamp(completed(text)) {
      let fraction = String(1_000_000_000 + moment.nanoseconds).dropFirst()
      return "\(moment.seconds).\(fraction)"
    }
    let place = option.map { "invalid value for \"\($0)\": " } ?? ""
    throw CommandFailure(place + "failed to parse value as time or duration: \(GoText.quoted(text))")
  }

  /// A duration of Go's, such as `1h30m` or `10s`, in whole seconds.
  private static func duration(_ text: String) -> Int? {
    let units: [String: Double] = ["h": 3_600, "m": 60, "s": 1, "ms": 0.001, "us": 0.000001, "ns": 0]
    var rest = text[...]
    var seconds = 0.0
    while !rest.isEmpty {
      let digits = rest.prefix { $0.isNumber || $0 == "." }
      rest = rest.dropFirst(digits.count)
      let unit = rest.prefix { $0.isLetter }
      rest = rest.dropFirst(unit.count)
      guard let number = Double(digits), let factor = units[String(unit)] else { return nil }
      seconds += number * factor
    }
    return text.isEmpty ? nil : Int(seconds)
  }

  /// Fills up a date, or a date and a time without zone, to RFC 3339.
  private static func completed(_ text: String) -> String {
    switch text.utf8.count {
    case 10: text + "T00:00:00Z"
    case 16: text + ":00Z"
    case 19: text + "Z"
    default: text
    }
  }
}
