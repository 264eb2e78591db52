import Basics

/// The lessons in one folder: `NAME.md`, `NAME.<language>.md` or `NAME/*.md`, each with `NAME.yaml`.
package struct LessonCatalog: Sendable {
  private let folder: String
  private let files: LessonFiles

  package init(folder: String, files: LessonFiles = .disk) {
    self.folder = folder
    self.files = files
  }

  /// The lessons' names, sorted; chapters in capitals such as `README.md` are not lessons.
  package var names: [String] {
    let entries = files.list(folder) ?? []
    let chapters = entries.compactMap { LocalizedName($0)?.base }
    let folders = entries.filter { name in
      !name.hasPrefix(".") && (files.list("\(folder)/\(name)") ?? []).contains { LocalizedName($0) != nil }
    }
    return Set(chapters + folders).filter { !Self.isInCapitals($0) }.sorted()
  }

  private static func isInCapitals(_ name: String) -> Bool {
    name.contains(where: \.isUppercase) && !name.contains(where: \.isLowercase)
  }

  /// The BCP 47 tags in which a lesson can be read; empty when its file name tells none.
  package func languageTags(of name: String) -> [String] {
    Set(chapters(of: name).map(\.name.tag)).filter { !$0.isEmpty }.sorted()
  }

  /// Reads a lesson in the language wished for, or in the nearest there is.
  ///
  /// Throws a `LessonFileError`, a `LessonError` with every mistake in its files, or a `SystemError`.
  package func load(_ name: String, language: String, machines names: [Machine.ID: String] = [:]) throws
    -> Lesson
  {
    try Lesson(read(name, language: language, machines: names), names: names)
  }

  /// Reads a lesson's chapter as `load` does, without joining it with its checks.
  package func read(_ name: String, language: String, machines names: [Machine.ID: String] = [:]) throws
    -> ChapterReading
  {
    let chapters = chapters(of: name)
    guard let tag = LocalizedName.best(for: language, among: chapters.map(\.name.tag)) else {
      throw LessonFileError.noSuchLesson(name, known: self.names)
    }
    let paths = chapters.filter { $0.name.tag == tag }.map(\.path)
    return try ChapterFiles(files: files).read(
      chapters: paths, checks: "\(folder)/\(name).yaml", mayMiss: true, fallbackID: name, tag: tag,
      machines: names)
  }

  private func chapters(of name: String) -> [(name: LocalizedName, path: String)] {
    guard !name.isEmpty, !name.contains("/"), !name.hasPrefix(".") else { return [] }
    let single = (files.list(folder) ?? []).compactMap { file in
      LocalizedName(file).flatMap { $0.base == name ? ($0, "\(folder)/\(file)") : nil }
    }
    return single.isEmpty ? ChapterFiles(files: files).chapters(in: "\(folder)/\(name)") : single
  }
}
