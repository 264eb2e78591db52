import Basics

/// Reads lessons from the files that make them up.
package struct ChapterFiles: Sendable {
  private let files: LessonFiles

  package init(files: LessonFiles = .disk) {
    self.files = files
  }

  /// Reads any chapter: a Markdown file or a folder of them, with the checks file given or the one beside it.
  ///
  /// Throws a `LessonFileError`, or a `LessonError` with every mistake in the files.
  package func load(
    path: String, checks: String? = nil, language: String, machines: [Machine.ID: String] = [:]
  ) throws -> Lesson {
    let path = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    let name = path.split(separator: "/").last.map(String.init) ?? path
    let inside = chapters(in: path)
    if let tag = LocalizedName.best(for: language, among: inside.map(\.name.tag)) {
      let paths = inside.filter { $0.name.tag == tag }.map(\.path)
      return try load(
        chapters: paths, checks: checks ?? path + ".yaml", mayMiss: checks == nil, fallbackID: name, tag: tag,
        machines: machines)
    }
    let localized = LocalizedName(name)
    let stem = String(path.dropLast(name.count)) + (localized?.base ?? name)
    return try load(
      chapters: [path], checks: checks ?? stem + ".yaml", mayMiss: checks == nil,
      fallbackID: localized?.base ?? name, tag: localized?.tag ?? "", machines: machines)
  }

  /// Reads chapter files, in order, and the checks file; a checks file that `mayMiss` makes steps self-confirmed.
  func load(
    chapters: [String], checks: String, mayMiss: Bool, fallbackID: String, tag: String,
    machines: [Machine.ID: String]
  ) throws -> Lesson {
    var sources: [LessonSource] = []
    for path in chapters {
      guard let text = try files.text(path) else { throw LessonFileError.notFound(path) }
      sources.append(LessonSource(path: path, text: text))
    }
    let chapter = Chapter(reading: sources)
    var checksFile: ChecksFile?
    if let text = try files.text(checks) {
      sources.append(LessonSource(path: checks, text: text))
      checksFile = try ChecksFile(yaml: text, path: checks, names: machines)
    } else if !mayMiss {
      throw LessonFileError.notFound(checks)
    }
    return try Lesson(
      chapter: chapter, checks: checksFile, id: Lesson.ID(fallbackID), languageTag: tag.isEmpty ? nil : tag,
      sources: sources,
      names: machines)
  }

  /// The Markdown files of a folder, in the order in which people count: `step2.md` before `step10.md`.
  func chapters(in folder: String) -> [(name: LocalizedName, path: String)] {
    (files.list(folder) ?? []).filter { $0.uppercased().hasPrefix("README") == false }
      .sorted { NaturalOrder.areInIncreasingOrder($0, $1) }
      .compactMap { file in LocalizedName(file).map { ($0, "\(folder)/\(file)") } }
  }
}
