/// White space as bytes of UTF-8: what Unicode's White_Space property holds.
enum WhiteSpace {
  /// How many bytes the white space has that stands first; nil when none does.
  static func length(atStartOf bytes: some Collection<UInt8>) -> Int? {
    guard let first = bytes.first else { return nil }
    if first < 0x80 { return isBlank(first) ? 1 : nil }
    guard (0xC2...0xE3).contains(first) else { return nil }
    return length(of: Array(bytes.prefix(3)))
  }

  /// How many bytes the white space has that stands last; nil when none does.
  static func length(atEndOf bytes: some BidirectionalCollection<UInt8>) -> Int? {
    guard let last = bytes.last else { return nil }
    if last < 0x80 { return isBlank(last) ? 1 : nil }
    // The last bytes of the characters below.
    guard (0x80...0x8A).contains(last) || [0x9F, 0xA0, 0xA8, 0xA9, 0xAF].contains(last) else { return nil }
    return length(of: Array(bytes.suffix(3))) == 3 ? 3 : length(of: Array(bytes.suffix(2))) == 2 ? 2 : nil
  }

  static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte &- 0x09 < 5 }

  /// U+0085, U+00A0, U+1680, U+2000 to U+200A, U+2028, U+2029, U+202F, U+205F and U+3000.
  private static func length(of bytes: [UInt8]) -> Int? {
    guard bytes.count >= 2 else { return nil }
    if bytes[0] == 0xC2 { return bytes[1] == 0x85 || bytes[1] == 0xA0 ? 2 : nil }
    guard bytes.count >= 3 else { return nil }
    switch (bytes[0], bytes[1], bytes[2]) {
    case (0xE1, 0x9A, 0x80), (0xE2, 0x80, 0x80...0x8A), (0xE2, 0x80, 0xA8...0xA9), (0xE2, 0x80, 0xAF),
      (0xE2, 0x81, 0x9F), (0xE3, 0x80, 0x80):
      return 3
    default: return nil
    }
  }
}
