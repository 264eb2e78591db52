/// A moment in UTC, to the nanosecond; its usual text is RFC 3339, as registries, engines and images write it.
package struct Timestamp: Hashable, Sendable, Comparable {
  /// Whole seconds since 1970.
  package let seconds: Int
  /// Nanoseconds within the second, 0 to 999 999 999.
  package let nanoseconds: Int

  package init(seconds: Int, nanoseconds: Int = 0) {
    self.seconds = seconds
    self.nanoseconds = nanoseconds
  }

  /// The moment that Go's zero time prints: "never".
  package static let zero = Self(seconds: -62_135_596_800)

  package static func < (left: Self, right: Self) -> Bool {
    (left.seconds, left.nanoseconds) < (right.seconds, right.nanoseconds)
  }

  /// RFC 3339 with as many digits of the second as are not zero, as Go's `RFC3339Nano`.
  package var text: String {
    var fraction = ""
    if nanoseconds > 0 {
      fraction = "." + padded(nanoseconds, 9)
      while fraction.last == "0" { fraction.removeLast() }
    }
    return "\(dateText)T\(timeText)\(fraction)Z"
  }

  /// RFC 3339 with exactly nine digits of the second, as logs are stamped.
  package var fixedText: String { "\(dateText)T\(timeText).\(padded(nanoseconds, 9))Z" }

  /// RFC 3339 to the second.
  package var wholeSecondText: String { "\(dateText)T\(timeText)Z" }

  /// The day, in UTC.
  package var date: CivilDate { CivilDate(daysSince1970: floorDivision(seconds, 86_400)) }

  /// `2026-11-23`, in UTC.
  package var dateText: String {
    let date = date
    return "\(padded(date.year, 4))-\(padded(date.month, 2))-\(padded(date.day, 2))"
  }

  /// `15:04:05`, in UTC.
  package var timeText: String {
    let second = seconds - floorDivision(seconds, 86_400) * 86_400
    return "\(padded(second / 3_600, 2)):\(padded(second / 60 % 60, 2)):\(padded(second % 60, 2))"
  }

  /// The form of web servers' access logs: `23/Nov/2026:16:03:42 +0000`.
  package var accessLogText: String {
    let date = date
    return "\(padded(date.day, 2))/\(date.monthName)/\(padded(date.year, 4)):\(timeText) +0000"
  }
}

private func padded(_ number: Int, _ width: Int) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
