/// Which parts of a body a `Range` field asks for (RFC 9110, section 14).
enum ByteRanges: Equatable {
  case whole
  case parts([Range<Int>])
  case unsatisfiable

  /// The most parts one request may ask for; more is answered with the whole.
  static let mostParts = 32

  static func parse(_ field: String?, size: Int) -> Self {
    guard let field, field.hasPrefix("bytes=") else { return .whole }
    let items = field.dropFirst(6).split(separator: ",", omittingEmptySubsequences: false)
    guard items.count <= mostParts else { return .whole }
    var ranges: [Range<Int>] = []
    for item in items {
      guard let range = parse(item, size) else { return .unsatisfiable }
      if !range.isEmpty { ranges.append(range) }
    }
    return ranges.isEmpty ? .unsatisfiable : .parts(ranges)
  }

  /// One range, cut to the size; empty if it lies behind the end, `nil` if it is malformed.
  private static func parse(_ item: Substring, _ size: Int) -> Range<Int>? {
    var text = item
    while text.first == " " || text.first == "\t" { text.removeFirst() }
    while text.last == " " || text.last == "\t" { text.removeLast() }
    let ends = text.split(separator: "-", omittingEmptySubsequences: false)
    guard ends.count == 2 else { return nil }
    if ends[0].isEmpty {
      guard let count = number(ends[1]) else { return nil }
      return max(0, size - count)..<size
    }
    guard let first = number(ends[0]) else { return nil }
    guard !ends[1].isEmpty else { return min(first, size)..<size }
    guard let last = number(ends[1]), last >= first else { return nil }
    return min(first, size)..<(last < size ? last + 1 : size)
  }

  /// A number of decimal digits; one too large for an `Int` counts as the largest.
  private static func number(_ text: some StringProtocol) -> Int? {
    guard !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return Int(text) ?? .max
  }
}
