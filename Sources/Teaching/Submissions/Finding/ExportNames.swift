/// A name out of "Download all submissions" of Moodle's assignment module.
///
/// Moodle's `mod_assign\downloader`: `<full name>_<participant>_assignsubmission_<plugin>`, with an underscore at the end
/// before Moodle 4, as a folder, or with `_<file name>` behind it when folders are turned off.
struct MoodleName: Equatable {
  /// `nil` when the export is anonymous.
  let name: String?
  /// The number that Moodle's grading worksheet calls "Participant 12345".
  let participant: String
  /// The file's own name, in an export without folders.
  let file: String?

  init?(_ text: String) {
    guard let mark = text.firstRange(of: "_assignsubmission_") else { return nil }
    let front = text[..<mark.lowerBound]
    guard let underscore = front.lastIndex(of: "_") else { return nil }
    let number = front[underscore...].dropFirst()
    let name = front[..<underscore]
    guard Self.isNumber(number), !name.isEmpty else { return nil }
    participant = String(number)
    self.name = name.lowercased() == "participant" || name == "参加者" ? nil : String(name)
    let plugin = text[mark.upperBound...]
    let rest = plugin.firstIndex(of: "_").map { plugin[$0...].dropFirst() } ?? ""
    file = rest.isEmpty ? nil : String(rest)
  }

  static func isNumber(_ text: Substring) -> Bool {
    !text.isEmpty && text.utf8.count <= 20 && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
  }
}

/// A file's name out of "Download submissions" of a Canvas assignment.
///
/// Canvas's `ContentZipper`: `<sortable name>[_LATE]_<user id>_<attachment id>_<file name>`, or `…_<user id>_text.html` and
/// `…_link.html`; anonymous assignments have `[LATE_]anon_<id>` in place of name and user.
struct CanvasName: Equatable {
  /// The sortable name without spaces and marks, in lower case; `nil` when the assignment is anonymous.
  let name: String?
  /// The user's id, or `anon_<id>`.
  let user: String
  let isLate: Bool
  let file: String

  init?(_ text: String) {
    var parts = text.split(separator: "_", omittingEmptySubsequences: false)
    if parts.first == "LATE", parts.dropFirst().first == "anon" {
      isLate = true
      parts.removeFirst()
    } else {
      isLate = parts.contains("LATE") && parts.first != "LATE"
    }
    if parts.first == "anon" {
      guard parts.count >= 4, MoodleName.isNumber(parts[2]) else { return nil }
      (name, user) = (nil, "anon_\(parts[1])")
      file = parts[3...].joined(separator: "_")
      return
    }
    guard let place = parts.indices.dropFirst().first(where: { Self.areIDs(parts[$0...]) }) else {
      return nil
    }
    let front = parts[..<place].filter { $0 != "LATE" }
    guard !front.isEmpty, !front.allSatisfy(\.isEmpty) else { return nil }
    name = front.joined(separator: "_")
    user = String(parts[place])
    let isTyped = !MoodleName.isNumber(parts[place + 1])
    file = parts[(isTyped ? place + 1 : place + 2)...].joined(separator: "_")
  }

  private static func areIDs(_ parts: ArraySlice<Substring>) -> Bool {
    guard parts.count >= 2, let first = parts.first, MoodleName.isNumber(first) else { return false }
    let next = parts[parts.startIndex + 1]
    if parts.count == 2 { return next == "text.html" || next == "link.html" }
    return MoodleName.isNumber(next) && parts.count >= 3
  }

  /// The file's name without the number by which Canvas tells a later attempt of the same name, and that number.
  static func attempt(of file: String) -> (base: String, number: Int) {
    let dot = file.lastIndex(of: ".") ?? file.endIndex
    let stem = file[..<dot]
    guard let dash = stem.lastIndex(of: "-"), let number = Int(stem[dash...].dropFirst()), number > 0,
      MoodleName.isNumber(stem[dash...].dropFirst())
    else { return (file, 0) }
    return (String(stem[..<dash]) + file[dot...], number)
  }
}

/// The names of the folders into which GitHub Classroom's assignments are cloned: `<assignment>-<login>`.
///
/// `gh classroom clone student-repos` puts them into a folder `<assignment>-submissions`.
enum ClassroomNames {
  /// The login for each folder; the part that all share is the assignment.
  ///
  /// - Parameters:
  ///   - folders: The folders' names.
  ///   - wrapper: The name of the folder around them.
  ///   - lesson: The lesson's id, which the assignment may be called after.
  /// - Returns: The logins by their folders' names.
  static func logins(of folders: [String], in wrapper: String, lesson: String) -> [String: String] {
    let wrapped = wrapper.hasSuffix("-submissions") ? "\(wrapper.dropLast("submissions".count))" : nil
    let known = [wrapped, "\(lesson)-"].compactMap(\.self)
    let prefix =
      known.first { prefix in folders.allSatisfy { $0.hasPrefix(prefix) && $0 != prefix } }
      ?? (folders.count > 1 ? shared(folders) : "")
    return Dictionary(folders.map { ($0, String($0.dropFirst(prefix.count))) }) { first, _ in first }
  }

  /// The longest beginning that all names share and that ends with a dash.
  private static func shared(_ names: [String]) -> String {
    guard var prefix = names.first else { return "" }
    for name in names { while !name.hasPrefix(prefix) { prefix.removeLast() } }
    return prefix.lastIndex(of: "-").map { String(prefix[...$0]) } ?? ""
  }
}
