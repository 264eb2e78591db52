extension Duration {
  /// How long, in the words of docker's go-units: `Less than a second`, `About a minute`, `3 weeks`.
  package var inWords: String {
    let seconds = Int(components.seconds)
    let minutes = seconds / 60
    let hours = (seconds + 1_800) / 3_600
    return switch seconds {
    case ..<1: "Less than a second"
    case 1: "1 second"
    case ..<60: "\(seconds) seconds"
    case ..<120: "About a minute"
    case ..<3_600: "\(minutes) minutes"
    default: Self.longText(hours: hours, wholeHours: seconds / 3_600)
    }
  }

  private static func longText(hours: Int, wholeHours: Int) -> String {
    switch hours {
    case ...1: "About an hour"
    case ..<48: "\(hours) hours"
    case ..<(24 * 7 * 2): "\(hours / 24) days"
    case ..<(24 * 30 * 2): "\(hours / 24 / 7) weeks"
    case ..<(24 * 365 * 2): "\(hours / 24 / 30) months"
    default: "\(wholeHours / 24 / 365) years"
    }
  }
}
