/// A version of the Engine API, such as 1.41.
package struct APIVersion: Hashable, Sendable, Comparable, CustomStringConvertible {
  package let major: Int
  package let minor: Int

  package init(_ major: Int, _ minor: Int) {
    self.major = major
    self.minor = minor
  }

  /// Reads `1.41`; anything else is no version.
  package init?(_ text: some StringProtocol) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, let major = Self.number(parts[0]), let minor = Self.number(parts[1]) else {
      return nil
    }
    self.init(major, minor)
  }

  private static func number(_ text: some StringProtocol) -> Int? {
    guard !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return Int(text)
  }

  package var description: String { "\(major).\(minor)" }

  package static func < (left: Self, right: Self) -> Bool {
    (left.major, left.minor) < (right.major, right.minor)
  }

  /// What dojo's engine speaks, and the newest version its client uses.
  package static let current = Self(1, 41)
  /// The oldest version dojo's engine accepts.
  package static let oldest = Self(1, 12)
  /// What a client assumes of an engine that does not say.
  package static let unannounced = Self(1, 24)

  /// The version a client uses with an engine that answered `/_ping` with this `Api-Version` header.
  package static func negotiated(with header: String?) -> Self {
    min(header.flatMap { Self($0) } ?? unannounced, current)
  }

  /// From which on mistakes are told in JSON.
  package static let withJSONErrors = Self(1, 24)
}
