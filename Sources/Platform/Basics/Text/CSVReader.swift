/// Takes a text apart into records.
struct CSVReader {
  struct Record {
    var fields: [String]
    /// The line on which the record begins.
    var line: Int
  }

  private let bytes: [UInt8]
  private var position: Int
  private var line = 1
  let separator: CSVTable.Separator
  let hasByteOrderMark: Bool

  init(_ text: String) {
    bytes = Array(text.utf8)
    hasByteOrderMark = bytes.starts(with: [0xEF, 0xBB, 0xBF])
    position = hasByteOrderMark ? 3 : 0
    let rest = bytes[position...]
    if let told = Self.separatorLine(rest) {
      separator = told
      position += "sep=;".utf8.count
      skipLineEnd()
    } else {
      separator = Self.likelySeparator(rest)
    }
  }

  /// The next record that is not an empty line; `nil` at the end.
  mutating func next() throws(CSVProblem) -> Record? {
    while position < bytes.count, Self.isLineEnd(bytes[position]) { skipLineEnd() }
    guard position < bytes.count else { return nil }
    var record = Record(fields: [], line: line)
    while true {
      record.fields.append(try field())
      guard position < bytes.count else { return record }
      guard bytes[position] == separator.rawValue else {
        skipLineEnd()
        return record
      }
      position += 1
    }
  }

  private mutating func field() throws(CSVProblem) -> String {
    if position < bytes.count, bytes[position] == UInt8(ascii: "\"") { return try quotedField() }
    let start = position
    while position < bytes.count, !isEndOfField(bytes[position]) { position += 1 }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private mutating func quotedField() throws(CSVProblem) -> String {
    let opened = line
    var content: [UInt8] = []
    position += 1
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      if byte == UInt8(ascii: "\"") {
        if position == bytes.count || isEndOfField(bytes[position]) {
          return String(decoding: content, as: UTF8.self)
        }
        guard bytes[position] == byte else { throw CSVProblem(line: line, kind: .textAfterQuote) }
        position += 1
      } else if byte == UInt8(ascii: "\n") {
        line += 1
      }
      content.append(byte)
    }
    throw CSVProblem(line: opened, kind: .unclosedQuote)
  }

  private func isEndOfField(_ byte: UInt8) -> Bool {
    byte == separator.rawValue || Self.isLineEnd(byte)
  }

  /// Steps over CRLF, LF or CR.
  private mutating func skipLineEnd() {
    guard position < bytes.count else { return }
    let first = bytes[position]
    position += 1
    if first == UInt8(ascii: "\r"), position < bytes.count, bytes[position] == UInt8(ascii: "\n") {
      position += 1
    }
    line += 1
  }

  private static func isLineEnd(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
  }

  /// The separator that Excel's `sep=;` line names, when the text begins with one.
  private static func separatorLine(_ bytes: ArraySlice<UInt8>) -> CSVTable.Separator? {
    let line = Array(bytes.prefix { !isLineEnd($0) })
    guard line.count == 5, line.starts(with: Array("sep=".utf8)) else { return nil }
    return CSVTable.Separator(rawValue: line[4])
  }

  /// The separator that stands most often in the first record, outside of quotes.
  private static func likelySeparator(_ bytes: ArraySlice<UInt8>) -> CSVTable.Separator {
    var counts: [CSVTable.Separator: Int] = [:]
    var isQuoted = false
    for byte in bytes.drop(while: isLineEnd) {
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if isQuoted { continue }
      if isLineEnd(byte) { break }
      if let separator = CSVTable.Separator(rawValue: byte) { counts[separator, default: 0] += 1 }
    }
    // Of equals the first wins: a comma.
    return CSVTable.Separator.allCases.reduce(.comma) { best, next in
      counts[next, default: 0] > counts[best, default: 0] ? next : best
    }
  }
}
