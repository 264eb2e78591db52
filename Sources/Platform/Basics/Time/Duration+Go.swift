extension Duration {
  /// As Go's `time.Duration` writes itself, to the nanosecond: `151.2µs`, `1.5s`, `1m0s`.
  package var goText: String {
    let (seconds, fraction) = components
    let nanoseconds = fraction / 1_000_000_000
    guard seconds >= 0, nanoseconds >= 0 else { return "-" + (.zero - self).goText }
    guard seconds == 0 else {
      let hours = seconds >= 3600 ? "\(seconds / 3600)h" : ""
      let minutes = seconds >= 60 ? "\(seconds / 60 % 60)m" : ""
      return hours + minutes + Self.decimal(seconds % 60 * 1_000_000_000 + nanoseconds, places: 9) + "s"
    }
    return switch nanoseconds {
    case 0: "0s"
    case ..<1000: "\(nanoseconds)ns"
    case ..<1_000_000: Self.decimal(nanoseconds, places: 3) + "µs"
    default: Self.decimal(nanoseconds, places: 6) + "ms"
    }
  }

  /// A number with its point moved to the left, without zeros at its end.
  private static func decimal(_ number: Int64, places: Int) -> String {
    let digits = String(number)
    let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
    var fraction = padded.suffix(places)
    while fraction.hasSuffix("0") { fraction.removeLast() }
    let whole = padded.dropLast(places)
    return fraction.isEmpty ? "\(whole)" : "\(whole).\(fraction)"
  }
}
