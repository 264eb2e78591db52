/// Dates as HTTP spells them (RFC 9110, section 5.6.7).
package enum HTTPDate {
  /// The text of a moment: `Mon, 23 Nov 2026 16:04:27 GMT`.
  package static func text(secondsSince1970 seconds: Int) -> String {
    let date = CivilTime(secondsSince1970: seconds)
    let weekday = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"][date.daysSince1970 % 7]
    return "\(weekday), \(pad(date.day)) \(months[date.month - 1]) \(date.year) "
      + "\(pad(date.hour)):\(pad(date.minute)):\(pad(date.second)) GMT"
  }

  static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

  static func pad(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

/// A moment in the calendar, in UTC, from 1970 on.
package struct CivilTime: Sendable, Equatable {
  package let daysSince1970: Int
  package let year: Int
  package let month: Int
  package let day: Int
  package let hour: Int
  package let minute: Int
  package let second: Int

  /// Counts with years that start in March, so that the leap day comes last.
  package init(secondsSince1970 seconds: Int) {
    let seconds = max(0, seconds)
    daysSince1970 = seconds / 86_400
    let days = daysSince1970 + 719_468
    let era = days / 146_097
    let dayOfEra = days % 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * shifted + 2) / 5 + 1
    month = shifted < 10 ? shifted + 3 : shifted - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    hour = seconds % 86_400 / 3600
    minute = seconds % 3600 / 60
    second = seconds % 60
  }
}
