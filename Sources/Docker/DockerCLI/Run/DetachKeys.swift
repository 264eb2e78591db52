/// The keys that leave a container running: Ctrl-P, Ctrl-Q unless told otherwise.
struct DetachKeys: Sendable {
  static let standard = "ctrl-p,ctrl-q"

  private let sequence: [UInt8]
  private var matched = 0

  /// Reads `ctrl-p,ctrl-q` or `a,b`; keys it does not know never match.
  init(_ text: String) {
    sequence = text.split(separator: ",").compactMap { key -> UInt8? in
      let name = key.lowercased()
      guard name.hasPrefix("ctrl-") else { return key.utf8.first }
      guard let letter = name.dropFirst(5).utf8.first else { return nil }
      return letter & 0x1F
    }
  }

  /// What passes on to the container, and whether the sequence is complete.
  mutating func filter(_ bytes: [UInt8]) -> (passed: [UInt8], isDetaching: Bool) {
    var passed: [UInt8] = []
    for byte in bytes {
      if matched < sequence.count, byte == sequence[matched] {
        matched += 1
        if matched == sequence.count { return (passed, true) }
      } else {
        passed += sequence.prefix(matched) + [byte]
        matched = 0
      }
    }
    return (passed, false)
  }
}
