/// Durations and sizes for people, as docker's go-units words them.
enum Units {
  /// `3 minutes`, `About an hour`, `6 years`.
  static func duration(seconds: Int) -> String {
    let minutes = seconds / 60
    let roundedHours = (seconds + 1_800) / 3_600
    return switch seconds {
    case ..<1: "Less than a second"
    case 1: "1 second"
    case ..<60: "\(seconds) seconds"
    case ..<120: "About a minute"
    case ..<3_600: "\(minutes) minutes"
    default: longDuration(hours: roundedHours, wholeHours: seconds / 3_600)
    }
  }

  private static func longDuration(hours: Int, wholeHours: Int) -> String {
    switch hours {
    case ...1: "About an hour"
    case ..<48: "\(hours) hours"
    case ..<(24 * 7 * 2): "\(hours / 24) days"
    case ..<(24 * 30 * 2): "\(hours / 24 / 7) weeks"
    case ..<(24 * 365 * 2): "\(hours / 24 / 30) months"
    default: "\(wholeHours / 24 / 365) years"
    }
  }

  /// Base 1000, with so many significant digits: `24.8MB`.
  static func size(_ bytes: Int, digits: Int) -> String {
    scaled(Double(bytes), base: 1_000, units: ["B", "kB", "MB", "GB", "TB", "PB", "EB"], digits: digits)
  }

  /// Base 1024, four digits: `23.54GiB`.
  static func binarySize(_ bytes: Int) -> String {
    scaled(
      Double(bytes), base: 1_024, units: ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"], digits: 4)
  }

  private static func scaled(_ value: Double, base: Double, units: [String], digits: Int) -> String {
    var value = value
    var index = 0
    while value >= base, index < units.count - 1 {
      value /= base
      index += 1
    }
    return GoText.general(value, digits: digits) + units[index]
  }
}
