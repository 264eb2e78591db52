/// The path of a repository inside a registry: `testimage`, `library/nginx`.
package struct Repository: Hashable, Sendable, CustomStringConvertible, Comparable {
  package let path: String

  /// The longest path, in bytes.
  package static let longestPath = 255

  /// Reads components of lower-case letters and digits, joined inside by `.`, `_`, `__` or hyphens, separated by `/`.
  package init(parsing text: some StringProtocol) throws(ReferenceError) {
    let path = String(text)
    guard Self.isPath(path.utf8) else { throw .invalidFormat(path) }
    guard path.utf8.count <= Self.longestPath else { throw .nameTooLong(path) }
    self.path = path
  }

  package var description: String { path }

  /// The path's components: at least one, none empty.
  package var components: [String] { path.split(separator: "/").map(String.init) }

  /// The order in which `registry:2` lists its catalog: component by component.
  package static func < (left: Self, right: Self) -> Bool {
    let (left, right) = (left.path.utf8, right.path.utf8)
    let slash = UInt8(ascii: "/")
    return left.lexicographicallyPrecedes(right) { ($0 == slash ? 0 : $0) < ($1 == slash ? 0 : $1) }
  }

  /// What stands before a byte of a path.
  private enum Before {
    case nothing, letter, dot, underscore, twoUnderscores, hyphens
  }

  /// Whether the bytes are such components; every request asks, so it is one pass.
  private static func isPath(_ bytes: String.UTF8View) -> Bool {
    var before = Before.nothing
    for byte in bytes {
      switch (byte, before) {
      case (UInt8(ascii: "/"), .letter): before = .nothing
      case (UInt8(ascii: "."), .letter): before = .dot
      case (UInt8(ascii: "_"), .letter): before = .underscore
      case (UInt8(ascii: "_"), .underscore): before = .twoUnderscores
      case (UInt8(ascii: "-"), .letter), (UInt8(ascii: "-"), .hyphens): before = .hyphens
      case (_, _) where byte.isLowerAlphanumeric: before = .letter
      default: return false
      }
    }
    return before == .letter
  }
}
