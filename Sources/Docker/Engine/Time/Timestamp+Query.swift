import Basics

extension Timestamp {
  /// Nanoseconds since 1970, as events carry them.
  var totalNanoseconds: Int { seconds * 1_000_000_000 + nanoseconds }

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
