import Basics

/// A name that may hold wildcards: `*` stands for any characters, also none; everything else for itself.
package struct Glob: Sendable, Hashable, CustomStringConvertible {
  package let pattern: String

  package init(_ pattern: String) {
    self.pattern = pattern
  }

  package var description: String { pattern }

  /// Whether the pattern is one fixed name.
  package var isLiteral: Bool { !pattern.contains("*") }

  /// Whether the whole of `name` fits; time is at most the product of both lengths.
  package func matches(_ name: String) -> Bool {
    let pattern = Array(pattern.utf8)
    let name = Array(name.utf8)
    var (here, there) = (0, 0)
    var retry: (star: Int, name: Int)?
    while there < name.count {
      if here < pattern.count, pattern[here] == UInt8(ascii: "*") {
        retry = (here, there)
        here += 1
      } else if here < pattern.count, pattern[here] == name[there] {
        here += 1
        there += 1
      } else if let (star, start) = retry {
        retry = (star, start + 1)
        here = star + 1
        there = start + 1
      } else {
        return false
      }
    }
    return pattern[here...].allSatisfy { $0 == UInt8(ascii: "*") }
  }
}

extension Glob: YAMLScalar {
  static var expected: Phrase {
    Phrase(en: "a name, in which `*` stands for anything", ja: "名前（`*` は任意の文字列）")
  }

  init?(yaml text: String) {
    guard !text.isEmpty else { return nil }
    self.init(text)
  }
}
