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
    try Lesson(read(path: path, checks: checks, language: language, machines: machines), names: machines)
  }

  /// Reads a chapter as `load` does, without joining it with its checks: whatever it holds, there is a chapter.
  ///
  /// Throws a `LessonFileError`, or a `LessonError` with every mistake in the checks file.
  package func read(
    path: String, checks: String? = nil, language: String, machines: [Machine.ID: String] = [:]
  ) throws -> ChapterReading {
    let path = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    let name = path.split(separator: "/").last.map(String.init) ?? path
    // Most paths are Markdown files, which hold no others.
    let names = LocalizedName(name) == nil ? files.list(path) ?? [] : []
    if let index = try IndexFile(folder: path, names: names, files: files) {
      return try read(
        chapters: index.paths, frame: index.frame, checks: checks ?? path + ".yaml", mayMiss: checks == nil,
        fallbackID: name, tag: "", machines: machines)
    }
    let inside = Self.chapters(names, in: path)
    if let tag = LocalizedName.best(for: language, among: inside.map(\.name.tag)) {
      let paths = inside.filter { $0.name.tag == tag }.map(\.path)
      return try read(
        chapters: paths, checks: checks ?? path + ".yaml", mayMiss: checks == nil, fallbackID: name, tag: tag,
        machines: machines)
    }
    let localized = LocalizedName(name)
    let stem = String(path.dropLast(name.count)) + (localized?.base ?? name)
    return try read(
      chapters: [path], checks: checks ?? stem + ".yaml", mayMiss: checks == nil,
      fallbackID: localized?.base ?? name, tag: localized?.tag ?? "", machines: machines)
  }

  /// Reads chapter files, in order, and the checks file; a checks file that `mayMiss` makes steps self-confirmed.
  func read(
    chapters: [String], frame: ChapterFrame? = nil, checks: String, mayMiss: Bool, fallbackID: String,
    tag: String,
    machines: [Machine.ID: String]
  ) throws -> ChapterReading {
    var sources: [LessonSource] = []
    for path in chapters {
      guard let text = try files.text(path) else { throw LessonFileError.notFound(path) }
      sources.append(LessonSource(path: path, text: text))
    }
    let chapterSources = sources
    var checksFile: ChecksFile?
    if let text = try files.text(checks) {
      sources.append(LessonSource(path: checks, text: text))
      checksFile = try ChecksFile(yaml: text, path: checks, names: machines)
    } else if !mayMiss {
      throw LessonFileError.notFound(checks)
    }
    var linked: [LessonSource] = []
    let chapter = try Chapter(reading: chapterSources, style: checksFile?.style, frame: frame) {
      address, from in
      let path = Self.resolved(address, from: from)
      guard Self.mayBePath(path), let text = try files.text(path) else { return nil }
      let source = LessonSource(path: path, text: text)
      linked.append(source)
      return source
    }
    return ChapterReading(
      chapter: chapter, checks: checksFile, checksPath: checks, id: Lesson.ID(fallbackID),
      languageTag: tag.isEmpty ? nil : tag, sources: sources + linked)
  }

  /// Whether a file may have this path: what a link says is anybody's, and systems refuse names that are longer.
  private static func mayBePath(_ path: String) -> Bool {
    path.utf8.count < 4_000 && path.split(separator: "/").allSatisfy { $0.utf8.count <= 255 }
  }

  /// The path of a file to which another one links.
  private static func resolved(_ address: String, from path: String) -> String {
    var parts = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    for part in address.split(separator: "/") where part != "." {
      if part == "..", let last = parts.last, last != "..", !last.isEmpty {
        parts.removeLast()
      } else {
        parts.append(part)
      }
    }
    return parts.joined(separator: "/")
  }

  /// The Markdown files of a folder, in the order in which people count: `step2.md` before `step10.md`.
  func chapters(in folder: String) -> [(name: LocalizedName, path: String)] {
    Self.chapters(files.list(folder) ?? [], in: folder)
  }

  private static func chapters(_ names: [String], in folder: String) -> [(name: LocalizedName, path: String)]
  {
    names.filter { $0.uppercased().hasPrefix("README") == false }
      .sorted { NaturalOrder.precedes($0, $1) }
      .compactMap { file in LocalizedName(file).map { ($0, "\(folder)/\(file)") } }
  }
}
