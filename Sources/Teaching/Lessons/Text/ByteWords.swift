/// The words of a text as ranges of its bytes, compared without making a string of each.
struct ByteWords {
  private let bytes: [UInt8]
  private let ranges: [Range<Int>]

  /// The words of letters, digits and hyphens, in lower case.
  init(lowering text: String) {
    if text.utf8.allSatisfy({ $0 < 0x80 }) {
      bytes = text.utf8.map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 }
      ranges = Self.ranges(in: bytes) { Self.isWord($0) }
    } else {
      let lowered = text.lowercased()
      bytes = Array(lowered.utf8)
      ranges = lowered.split { !($0.isLetter || $0.isNumber || $0 == "-") }.map { word in
        lowered.utf8.distance(
          from: lowered.startIndex, to: word.startIndex)..<lowered.utf8.distance(
            from: lowered.startIndex, to: word.endIndex)
      }
    }
  }

  /// The words of ASCII's letters and digits, hyphens and low lines, as written.
  init(namesIn text: String) {
    bytes = Array(text.utf8)
    ranges = Self.ranges(in: bytes) { Self.isWord($0) || $0 == UInt8(ascii: "_") }
  }

  private static func ranges(in bytes: [UInt8], where isPart: (UInt8) -> Bool) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var start: Int?
    for index in bytes.indices {
      if isPart(bytes[index]) {
        start = start ?? index
      } else if let first = start {
        ranges.append(first..<index)
        start = nil
      }
    }
    if let start { ranges.append(start..<bytes.count) }
    return ranges
  }

  /// Words to compare with.
  static func list(_ words: [String]) -> [[UInt8]] { words.map { Array($0.utf8) } }

  var indices: Range<Int> { ranges.indices }

  /// Whether a word is one of these.
  func isOne(of words: [[UInt8]], at index: Int) -> Bool {
    let range = ranges[index]
    return words.contains { $0.count == range.count && starts($0, at: range.lowerBound) }
  }

  /// Whether a word is one of these with digits behind it, parted by hyphens and low lines or not: `node1`, `Node-2`.
  func isNumbered(_ words: [[UInt8]], at index: Int) -> Bool {
    let word = bytes[ranges[index]]
    let stem = word.prefix { ($0 | 0x20) &- 0x61 < 26 }
    let rest = word[stem.endIndex...].drop { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") }
    guard !rest.isEmpty, rest.allSatisfy({ $0 &- 0x30 < 10 }) else { return false }
    return words.contains { $0.elementsEqual(stem.lazy.map { $0 | 0x20 }) }
  }

  private func starts(_ word: [UInt8], at start: Int) -> Bool {
    for offset in word.indices where bytes[start + offset] != word[offset] { return false }
    return true
  }

  /// The text from the start of one word to the end of another.
  func text(from first: Int, to last: Int) -> String {
    String(decoding: bytes[ranges[first].lowerBound..<ranges[last].upperBound], as: UTF8.self)
  }

  /// Whether a digit stands right behind a letter, a hyphen or a low line.
  static func haveNumberedWord(_ text: String) -> Bool {
    var before: UInt8 = 0
    for byte in text.utf8 {
      if byte &- 0x30 < 10,
        (before | 0x20) &- 0x61 < 26 || before == UInt8(ascii: "-") || before == UInt8(ascii: "_")
      {
        return true
      }
      before = byte
    }
    return false
  }

  /// Where letters stand in a line, in either case of ASCII's; `letters` are in lower case.
  static func offset(of letters: [UInt8], in line: ArraySlice<UInt8>) -> Int? {
    guard let first = letters.first, letters.count <= line.count else { return nil }
    for start in line.startIndex...(line.endIndex - letters.count) where lowered(line[start]) == first {
      let isHere = letters.indices.allSatisfy { lowered(line[start + $0]) == letters[$0] }
      if isHere { return start - line.startIndex }
    }
    return nil
  }

  private static func lowered(_ byte: UInt8) -> UInt8 { byte &- 0x41 < 26 ? byte | 0x20 : byte }

  /// Whether a byte is one of ASCII's letters or digits, or a hyphen.
  private static func isWord(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 || byte == UInt8(ascii: "-")
  }
}
