/// Cuts a stream of bytes into lines; the rest waits for its newline.
struct LineBuffer {
  private var rest: [UInt8] = []

  /// The longest line that is kept whole, in bytes; of a longer one there is the beginning.
  static let longest = 1 << 20

  /// Adds bytes and returns the lines that are complete now, without their newlines.
  mutating func take(_ bytes: [UInt8]) -> [String] {
    var pieces = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let last = pieces.popLast() ?? []
    let lines = pieces.map { piece in
      add(piece)
      defer { rest = [] }
      return String(decoding: rest, as: UTF8.self)
    }
    add(last)
    return lines
  }

  private mutating func add(_ piece: ArraySlice<UInt8>) {
    rest += piece.prefix(max(0, Self.longest - rest.count))
  }
}
