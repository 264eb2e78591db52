/// Cuts bytes that arrive in pieces of any size into lines; what has no newline yet waits for it.
package struct LineCutter: Sendable {
  /// The longest line that is kept whole, in bytes; of a longer one there is the beginning.
  private let longest: Int
  /// The line that is not whole yet.
  package private(set) var rest: [UInt8] = []

  package init(longest: Int = .max) {
    self.longest = longest
  }

  /// Adds bytes and returns the lines that are whole now, without their newlines.
  package mutating func take(_ bytes: some Collection<UInt8>) -> [[UInt8]] {
    take(Array(bytes))
  }

  private mutating func take(_ bytes: [UInt8]) -> [[UInt8]] {
    var lines: [[UInt8]] = []
    var start = 0
    while let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) {
      add(bytes[start..<end])
      lines.append(rest)
      rest = []
      start = end + 1
    }
    add(bytes[start...])
    return lines
  }

  private mutating func add(_ piece: ArraySlice<UInt8>) {
    rest += piece.prefix(max(0, longest - rest.count))
  }
}
