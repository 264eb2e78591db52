import Archive
import Basics

/// The learners of a class, from a table that the instructor has.
package struct Roster: Sendable, Hashable {
  /// One learner.
  package struct Row: Sendable, Hashable {
    /// The learner's key, unique within the roster.
    package var learner: String
    package var name: String?
    package var email: String?
    /// The language in which the learner is spoken to.
    package var language: Language?
    /// Every column that is filled in, by its heading.
    package var identities: [String: String]
    /// The line of the file, counted from 1.
    package var line: Int

    package init(
      learner: String, name: String? = nil, email: String? = nil, language: Language? = nil,
      identities: [String: String] = [:], line: Int = 0
    ) {
      self.learner = learner
      self.name = name
      self.email = email
      self.language = language
      self.identities = identities
      self.line = line
    }
  }

  package let rows: [Row]

  package init(rows: [Row]) {
    self.rows = rows
  }

  /// The headings of the learner's key, the first that the table has; then the others, for people's names and so on.
  ///
  /// Letter case, spaces, `_` and `-` do not matter in any heading.
  package static let keyHeadings = [
    "learner", "student_id", "id", "id number", "login", "username", "user", "github", "github username",
    "SIS User ID", "SIS Login ID", "email", "email address", "学籍番号", "学生番号", "ログイン名", "ユーザー名", "メールアドレス",
  ]
  private static let nameHeadings = ["name", "full name", "student", "student name", "氏名", "名前"]
  private static let surnameHeadings = ["surname", "last name", "family name", "姓", "姓（ローマ字）"]
  private static let givenHeadings = ["given name", "first name", "名"]
  private static let emailHeadings = ["email", "email address", "mail", "メール", "メールアドレス"]
  private static let languageHeadings = ["language", "lang", "言語"]

  /// Reads a roster; `path` is only for what is said about it.
  package init(reading bytes: [UInt8], path: String) throws(RosterProblem) {
    let table: CSVTable
    do throws(CSVProblem) {
      table = try CSVTable(parsing: RosterText.decoded(bytes))
    } catch {
      throw .table(path: path, error)
    }
    let columns = Columns(table.header)
    guard let key = columns.first(of: Self.keyHeadings) else {
      throw .noKeyColumn(path: path, header: table.header)
    }
    var rows: [Row] = []
    var lines: [String: Int] = [:]
    for (index, fields) in table.rows.enumerated() {
      let line = table.lines[index]
      let cells = fields.map(Self.trimmed)
      guard cells.contains(where: { !$0.isEmpty }) else { continue }
      guard !cells[key].isEmpty else { throw .noKey(path: path, line: line, column: table.header[key]) }
      if let first = lines.updateValue(line, forKey: FoldedName.of(cells[key])) {
        throw .twice(path: path, line: line, learner: cells[key], first: first)
      }
      rows.append(try Self.row(cells, key: key, columns: columns, path: path, line: line))
    }
    guard !rows.isEmpty else { throw .empty(path: path) }
    self.rows = rows
  }

  private static func row(
    _ cells: [String], key: Int, columns: Columns, path: String, line: Int
  ) throws(RosterProblem) -> Row {
    func cell(_ headings: [String]) -> String? {
      columns.first(of: headings).map { cells[$0] }.flatMap { $0.isEmpty ? nil : $0 }
    }
    let parts = [cell(surnameHeadings), cell(givenHeadings)].compactMap(\.self)
    var row = Row(
      learner: cells[key], name: cell(nameHeadings) ?? (parts.isEmpty ? nil : parts.joined(separator: " ")),
      email: cell(emailHeadings), line: line)
    if let word = cell(languageHeadings) {
      guard let language = language(word) else { throw .unknownLanguage(path: path, line: line, word: word) }
      row.language = language
    }
    for (heading, value) in zip(columns.headings, cells) where !value.isEmpty && !heading.isEmpty {
      row.identities[heading] = value
    }
    return row
  }

  private static func language(_ word: String) -> Language? {
    switch FoldedName.of(word).prefix(while: { $0 != "-" && $0 != "_" }) {
    case "ja", "jp", "japanese", "日本語": .japanese
    case "en", "english", "英語": .english
    default: nil
    }
  }

  private static func trimmed(_ text: String) -> String {
    var rest = text.drop(while: \.isWhitespace)
    while rest.last?.isWhitespace == true { rest = rest.dropLast() }
    return String(rest)
  }
}

/// The columns of a table by what their headings mean.
private struct Columns {
  let headings: [String]
  private let places: [String: Int]

  init(_ headings: [String]) {
    self.headings = headings
    places = Dictionary(headings.enumerated().map { (Self.folded($1), $0) }) { first, _ in first }
  }

  func first(of wanted: [String]) -> Int? {
    wanted.lazy.compactMap { places[Self.folded($0)] }.first
  }

  private static func folded(_ heading: String) -> String {
    FoldedName.of(heading).filter { $0 != " " && $0 != "_" && $0 != "-" }
  }
}

/// Tables as spreadsheets save them: UTF-8, UTF-16 with its mark, or CP932 where Excel is Japanese.
enum RosterText {
  static func decoded(_ bytes: [UInt8]) -> String {
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      return (try? TextBytes.decoded(bytes)) ?? ""
    }
    return LegacyText.decoded(bytes)
  }
}
