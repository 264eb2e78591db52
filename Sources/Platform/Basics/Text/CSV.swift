/// Comma-separated values as RFC 4180 writes them.
package enum CSV {
  /// One record with the CRLF that ends it; fields are quoted where they must be.
  package static func line(_ fields: [String], separator: CSVTable.Separator = .comma) -> String {
    // A lone empty field would be an empty line, which readers skip.
    if fields == [""] { return "\"\"\r\n" }
    let quoted = fields.map { field($0, separator: separator) }
    return quoted.joined(separator: String(UnicodeScalar(separator.rawValue))) + "\r\n"
  }

  private static func field(_ text: String, separator: CSVTable.Separator) -> String {
    let special: [UInt8] = [separator.rawValue, UInt8(ascii: "\""), UInt8(ascii: "\r"), UInt8(ascii: "\n")]
    guard text.utf8.contains(where: special.contains) else { return text }
    var quoted: [UInt8] = [UInt8(ascii: "\"")]
    for byte in text.utf8 {
      if byte == UInt8(ascii: "\"") { quoted.append(byte) }
      quoted.append(byte)
    }
    quoted.append(UInt8(ascii: "\""))
    return String(decoding: quoted, as: UTF8.self)
  }
}

/// A table with a heading for each column, as spreadsheets and gradebooks exchange them.
///
/// Reading follows RFC 4180 and takes what is met besides: a byte order mark, lines that end with LF or CR alone,
/// semicolons or tabs in the place of commas, as Excel writes them in some countries, and its `sep=;` line. Lines that
/// are empty are skipped; records that are too short are filled up.
package struct CSVTable: Sendable, Hashable {
  /// What stands between two fields.
  package enum Separator: UInt8, Sendable, Hashable, CaseIterable {
    case comma = 0x2C
    case semicolon = 0x3B
    case tab = 0x09
  }

  package var header: [String]
  /// Each as long as the header, when the table was read.
  package var rows: [[String]]
  /// The line on which each row began, counted from 1; empty for a table that was not read.
  package private(set) var lines: [Int] = []
  package var separator: Separator
  /// Whether a byte order mark stands before the table, by which Excel knows UTF-8.
  package var hasByteOrderMark = false

  package init(header: [String], rows: [[String]] = [], separator: Separator = .comma) {
    self.header = header
    self.rows = rows
    self.separator = separator
  }

  /// Reads a table; without any line it is empty.
  package init(parsing text: String) throws(CSVProblem) {
    var reader = CSVReader(text)
    separator = reader.separator
    hasByteOrderMark = reader.hasByteOrderMark
    header = try reader.next()?.fields ?? []
    rows = []
    while let record = try reader.next() {
      rows.append(try Self.fitted(record, to: header.count))
      lines.append(record.line)
    }
  }

  /// The table as RFC 4180 writes it, with the separator and the byte order mark it was read with.
  package func text() -> String {
    let all = ([header] + rows).map { CSV.line($0, separator: separator) }
    return (hasByteOrderMark ? "\u{FEFF}" : "") + all.joined()
  }

  /// The position of the first column with this heading, letter case and surrounding space set aside.
  package func column(_ heading: String) -> Int? {
    let wanted = Self.folded(heading)
    return header.firstIndex { Self.folded($0) == wanted }
  }

  private static func folded(_ heading: String) -> String {
    let trimmed = heading.drop(while: \.isWhitespace)
    let end = trimmed.lastIndex { !$0.isWhitespace }
    return end.map { trimmed[...$0].lowercased() } ?? ""
  }

  private static func fitted(_ record: CSVReader.Record, to count: Int) throws(CSVProblem) -> [String] {
    var fields = record.fields
    while fields.count > count, fields.last == "" { fields.removeLast() }
    guard fields.count <= count else {
      throw CSVProblem(line: record.line, kind: .tooManyFields(found: fields.count, expected: count))
    }
    return fields + Array(repeating: "", count: count - fields.count)
  }
}

/// Why a text is no table.
package struct CSVProblem: UserFacingError, Equatable {
  package enum Kind: Sendable, Hashable {
    /// A quote is opened and never closed.
    case unclosedQuote
    /// Something other than a separator follows a closing quote.
    case textAfterQuote
    /// A record has more fields than the header.
    case tooManyFields(found: Int, expected: Int)
  }

  /// The line on which the record or the quote begins, counted from 1.
  package let line: Int
  package let kind: Kind

  package init(line: Int, kind: Kind) {
    self.line = line
    self.kind = kind
  }

  package var summary: Phrase {
    switch kind {
    case .unclosedQuote:
      Phrase(en: "line \(line): a quote (\") is never closed", ja: "\(line) 行目: 引用符（\"）が閉じられていません")
    case .textAfterQuote:
      Phrase(
        en: "line \(line): there is text between a closing quote (\") and the next separator",
        ja: "\(line) 行目: 閉じた引用符（\"）と次の区切りとの間に文字があります")
    case .tooManyFields(let found, let expected):
      Phrase(
        en: "line \(line): \(found) fields, but the header has \(expected)",
        ja: "\(line) 行目: 項目が \(found) 個ありますが、見出しは \(expected) 個です")
    }
  }

  package var remedy: Phrase? {
    Phrase(
      en: "Save the table again as CSV (UTF-8) from a spreadsheet.",
      ja: "表計算ソフトから CSV（UTF-8）で保存し直してください。")
  }

  package var exitCode: ExitCode { .usage }
}
