import Archive

/// Text out of bytes of which nobody says how they are encoded.
enum TextBytes {
  /// The text without byte order mark, its lines ending with LF; UTF-16 is known by its mark only.
  ///
  /// A carriage return that does not end a line stays: in a recording of a terminal it means something.
  static func decoded(_ bytes: [UInt8]) throws(SubmissionProblem) -> String {
    guard !bytes.isEmpty else { throw .empty }
    if bytes.starts(with: [0xFF, 0xFE]) { return utf16(bytes.dropFirst(2), isBigEndian: false) }
    if bytes.starts(with: [0xFE, 0xFF]) { return utf16(bytes.dropFirst(2), isBigEndian: true) }
    let body = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
    guard isText(body) else { throw .notText }
    return repaired(withoutReturns(body))
  }

  /// The text of bytes that are mostly UTF-8, or in an older encoding; a few broken ones do not change what all mean.
  static func repaired(_ bytes: [UInt8]) -> String {
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    let text = String(decoding: bytes, as: UTF8.self)
    var (foreign, broken) = (0, 0)
    for scalar in text.unicodeScalars where !scalar.isASCII {
      foreign += 1
      if scalar == "\u{FFFD}" { broken += 1 }
    }
    return broken * 3 < foreign ? text : LegacyText.decoded(bytes)
  }

  /// Whether nothing in the bytes is what only programs, pictures and the like contain.
  private static func isText(_ bytes: [UInt8]) -> Bool {
    let marks: [[UInt8]] = [[0x7F, 0x45, 0x4C, 0x46], Array("%PDF-".utf8), [0x89, 0x50, 0x4E, 0x47]]
    return !bytes.contains(0) && !marks.contains { bytes.starts(with: $0) }
  }

  private static func withoutReturns(_ bytes: [UInt8]) -> [UInt8] {
    guard bytes.contains(0x0D) else { return bytes }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    for byte in bytes {
      if byte == 0x0A, result.last == 0x0D { result.removeLast() }
      result.append(byte)
    }
    return result
  }

  private static func utf16(_ bytes: ArraySlice<UInt8>, isBigEndian: Bool) -> String {
    var units: [UInt16] = []
    units.reserveCapacity(bytes.count / 2)
    var index = bytes.startIndex
    while index + 1 < bytes.endIndex {
      let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
      units.append(isBigEndian ? first << 8 | second : second << 8 | first)
      index += 2
    }
    return String(decoding: units, as: UTF16.self).split(separator: "\r\n", omittingEmptySubsequences: false)
      .joined(separator: "\n")
  }
}
