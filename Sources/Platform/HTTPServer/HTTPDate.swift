import Basics

/// Dates as HTTP spells them (RFC 9110, section 5.6.7).
package enum HTTPDate {
  /// The text of a moment: `Mon, 23 Nov 2026 16:04:27 GMT`.
  package static func text(secondsSince1970 seconds: Int) -> String {
    let time = Timestamp(seconds: seconds)
    let date = time.date
    let day = date.day < 10 ? "0\(date.day)" : "\(date.day)"
    return "\(date.weekdayName), \(day) \(date.monthName) \(date.year) \(time.timeText) GMT"
  }
}
