/// The path of a repository inside a registry: `testimage`, `library/nginx`.
package struct Repository: Hashable, Sendable, CustomStringConvertible, Comparable {
  package let path: String

  /// The longest path, in bytes.
  package static let longestPath = 255

  /// Reads components of lower-case letters and digits, joined inside by `.`, `_`, `__` or hyphens, separated by `/`.
  package init(parsing text: some StringProtocol) throws(ReferenceError) {
    let components = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    guard components.allSatisfy({ Self.isComponent(Array($0)) }) else {
      throw .invalidFormat(String(text))
    }
    guard text.utf8.count <= Self.longestPath else { throw .nameTooLong(String(text)) }
    path = String(text)
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

  private static func isComponent(_ bytes: [UInt8]) -> Bool {
    guard let first = bytes.first, let last = bytes.last, first.isLowerAlphanumeric, last.isLowerAlphanumeric
    else { return false }
    let separators = bytes.split(whereSeparator: \.isLowerAlphanumeric)
    return separators.allSatisfy { run in
      run.allSatisfy { $0 == UInt8(ascii: "-") } || run.elementsEqual("_".utf8)
        || run.elementsEqual("__".utf8)
        || run.elementsEqual(".".utf8)
    }
  }
}
