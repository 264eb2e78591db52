/// A name for a manifest inside a repository: `v1`, `latest`.
package struct Tag: Hashable, Sendable, CustomStringConvertible, Comparable {
  package let name: String

  package static let latest = Self(unchecked: "latest")

  /// Reads a tag: a word character, then at most 127 word characters, dots and hyphens.
  package init(parsing text: some StringProtocol) throws(ReferenceError) {
    let bytes = text.utf8
    guard let first = bytes.first, first.isAlphanumeric || first == UInt8(ascii: "_"), bytes.count <= 128,
      bytes.allSatisfy({ $0.isAlphanumeric || Self.isSign($0) })
    else { throw .invalidTag(String(text)) }
    name = String(text)
  }

  private static func isSign(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
  }

  private init(unchecked name: String) {
    self.name = name
  }

  package var description: String { name }

  /// The order in which registries list tags: by bytes.
  package static func < (left: Self, right: Self) -> Bool {
    left.name.utf8.lexicographicallyPrecedes(right.name.utf8)
  }
}
