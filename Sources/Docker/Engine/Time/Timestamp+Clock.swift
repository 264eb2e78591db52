import DockerAPI

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Timestamp {
  /// Reads the system's clock.
  package static func now() -> Timestamp {
    var time = timespec()
    _ = unsafe clock_gettime(CLOCK_REALTIME, &time)
    return Timestamp(seconds: Int(time.tv_sec), nanoseconds: Int(time.tv_nsec))
  }

  /// Nanoseconds since 1970, as events carry them.
  var totalNanoseconds: Int { seconds * 1_000_000_000 + nanoseconds }

  func advanced(by duration: Duration) -> Timestamp {
    let (whole, attoseconds) = duration.components
    let total = nanoseconds + Int(attoseconds / 1_000_000_000)
    let carry = total >= 1_000_000_000 ? 1 : total < 0 ? -1 : 0
    return Timestamp(seconds: seconds + Int(whole) + carry, nanoseconds: total - carry * 1_000_000_000)
  }

  func duration(since earlier: Timestamp) -> Duration {
    .seconds(seconds - earlier.seconds) + .nanoseconds(nanoseconds - earlier.nanoseconds)
  }

  /// RFC 3339 to the second.
  var wholeSecondText: String { Timestamp(seconds: seconds).text }

  /// Reads what the API takes for `since` and `until`: `seconds[.nanoseconds]` since 1970, or RFC 3339.
  init?(query text: String) {
    let parts = text.split(separator: ".", maxSplits: 1)
    guard let first = parts.first, let seconds = Int(first) else {
      self.init(text)
      return
    }
    let fraction = parts.count == 2 ? String(parts[1].prefix(9)) : ""
    let digits = fraction + String(repeating: "0", count: 9 - fraction.utf8.count)
    guard let nanoseconds = Int(digits) else { return nil }
    self.init(seconds: seconds, nanoseconds: nanoseconds)
  }
}

extension Timestamp {
  /// The form of web servers' access logs: `23/Nov/2026:16:03:42 +0000`.
  var accessLogText: String {
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    let parts = dateText.split(separator: "-")
    let month = Int(parts[1]).map { months[$0 - 1] } ?? ""
    return "\(parts[2])/\(month)/\(parts[0]):\(timeText) +0000"
  }
}

/// Timestamps in stored state are RFC 3339 text.
struct StoredTime: Codable, Hashable, Sendable {
  let time: Timestamp

  init(_ time: Timestamp) {
    self.time = time
  }

  init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    guard let time = Timestamp(text) else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "not an RFC 3339 time: \(text)"))
    }
    self.time = time
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(time.text)
  }
}
