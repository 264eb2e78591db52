import Basics

/// The headings by which gradebooks call things, and how they are compared.
enum GradebookWords {
  /// Columns that say who a row is about, in Canvas's and Moodle's exports.
  private static let identifiers: Set<String> = [
    "id", "sis user id", "sis login id", "integration id", "username", "id number", "email address", "email",
    "identifier", "login", "ユーザ名", "ユーザー名", "idナンバー", "メールアドレス", "識別子",
  ]
  private static let wholeNames: Set<String> = ["student", "full name", "name", "フルネーム", "氏名"]
  private static let firstNames: Set<String> = ["first name", "firstname", "名"]
  private static let lastNames: Set<String> = ["last name", "lastname", "surname", "姓"]
  private static let others: Set<String> = ["section", "root account"]

  /// What Canvas computes itself, with `Unposted`, a group or a period before or behind.
  private static let totals = [
    "Current Score", "Current Points", "Current Grade", "Final Score", "Final Points", "Final Grade",
    "Override Score", "Override Grade", "Override Status",
  ]

  static func isIdentifier(_ heading: String) -> Bool { identifiers.contains(folded(heading)) }
  static func isWholeName(_ heading: String) -> Bool { wholeNames.contains(folded(heading)) }
  static func isFirstName(_ heading: String) -> Bool { firstNames.contains(folded(heading)) }
  static func isLastName(_ heading: String) -> Bool { lastNames.contains(folded(heading)) }

  /// Whether a column is about the learner and never about a grade.
  static func isAboutLearner(_ heading: String) -> Bool {
    isIdentifier(heading) || isWholeName(heading) || isFirstName(heading) || isLastName(heading)
      || others.contains(folded(heading))
  }

  static func isTotal(_ heading: String) -> Bool { totals.contains { heading.contains($0) } }

  /// Letter case and surrounding space set aside.
  static func folded(_ text: String) -> String { trimmed(text).lowercased() }

  static func trimmed(_ text: String) -> String {
    let start = text.drop(while: \.isWhitespace)
    return start.lastIndex { !$0.isWhitespace }.map { String(start[...$0]) } ?? ""
  }

  /// The names a column can be called by: the heading, without Canvas's number or Moodle's `(Real)` behind it, and
  /// without Moodle's `Assignment:` before it.
  static func titles(of heading: String) -> Set<String> {
    var titles = [trimmed(heading)]
    if heading.hasSuffix(")"), let open = heading.lastIndex(of: "(") {
      titles.append(trimmed(String(heading[..<open])))
    }
    titles += titles.compactMap { title in
      title.firstIndex { $0 == ":" || $0 == "：" }.map { trimmed(String(title[title.index(after: $0)...])) }
    }
    return Set(titles.map { $0.lowercased() }.filter { !$0.isEmpty })
  }

  /// What a person's name is compared by, whichever part of it comes first.
  static func nameKeys(_ name: String) -> Set<String> {
    let parts = name.lowercased().split { $0.isWhitespace || $0 == "," || $0 == "、" }.map(String.init)
    guard !parts.isEmpty else { return [] }
    // Japanese names are written with a space or without one.
    return [parts.sorted().joined(separator: " "), parts.joined(), parts.reversed().joined()]
  }
}
