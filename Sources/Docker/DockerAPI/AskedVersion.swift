/// The version in the path of a request: digits and dots, however many.
package struct AskedVersion: Hashable, Sendable {
  package let text: String
  private let numbers: [Int]

  /// Reads `1.41`; a part that is no number counts as 0.
  package init?(_ text: some StringProtocol) {
    guard !text.isEmpty, text.utf8.allSatisfy({ $0 == 0x2E || (0x30...0x39).contains($0) }) else {
      return nil
    }
    self.text = String(text)
    numbers = text.split(separator: ".", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
  }

  /// Splits `/v1.41/images/json` into its version and the rest; a path without version is left whole.
  package static func split(path: Substring) -> (version: Self?, rest: Substring) {
    guard path.hasPrefix("/v"), let end = path.dropFirst().firstIndex(of: "/"),
      let version = Self(path[..<end].dropFirst(2))
    else { return (nil, path) }
    return (version, path[end...])
  }

  package var version: APIVersion { APIVersion(numbers[0], numbers.count > 1 ? numbers[1] : 0) }

  /// The engine's complaint about a request for this version; `nil` when it can serve it.
  package var refusal: String? {
    let isExact = numbers.dropFirst(2).allSatisfy { $0 == 0 }
    if version > .current || (version == .current && !isExact) {
      return "client version \(text) is too new. Maximum supported API version is \(APIVersion.current)"
    }
    guard version < .oldest else { return nil }
    return "client version \(text) is too old. Minimum supported API version is \(APIVersion.oldest), "
      + "please upgrade your client to a newer version"
  }
}
