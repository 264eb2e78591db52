/// Cuts a stream of bytes into lines; the rest waits for its newline.
struct LineBuffer {
  private var rest: [UInt8] = []

  /// Adds bytes and returns the lines that are complete now, without their newlines.
  mutating func take(_ bytes: [UInt8]) -> [String] {
    rest += bytes
    var lines = rest.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    rest = lines.popLast().map(Array.init) ?? []
    return lines.map { String(decoding: $0, as: UTF8.self) }
  }
}
