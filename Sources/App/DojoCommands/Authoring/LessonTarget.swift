import Basics
import Lessons

/// A lesson that an author works on: its name, and the catalogue it is in.
struct LessonTarget: Sendable, Hashable {
  let name: String
  let folder: String

  var catalog: LessonCatalog { LessonCatalog(folder: folder) }
  /// Where its checks file stands, or would.
  var checksFile: String { "\(folder)/\(name).yaml" }

  /// The lesson in the language wished for, or in the nearest there is.
  func load(_ language: String, hostName: String = HostName.current()) throws -> Lesson {
    try catalog.load(name, language: language, machines: ["host": HostName.forPractice(hostName)])
  }
}

extension LessonTarget {
  /// The lessons that are meant by names and paths; all bundled ones when there are none.
  ///
  /// A path is a chapter, a checks file, the folder of a lesson's step files, or a folder of lessons.
  /// - Throws: `LessonFileError` for what is no lesson.
  static func find(_ paths: [String], home: () throws -> DojoHome) throws -> [LessonTarget] {
    guard !paths.isEmpty else { return all(in: try home().lessons) }
    var targets: [LessonTarget] = []
    for path in paths {
      for target in try find(path, home: home) where !targets.contains(target) { targets.append(target) }
    }
    return targets
  }

  private static func find(_ path: String, home: () throws -> DojoHome) throws -> [LessonTarget] {
    let isPath = path.contains("/") || path.hasSuffix(".md") || path.hasSuffix(".yaml") || path == "."
    guard isPath || Folders.isFolder(path) else {
      let folder = try home().lessons
      let known = LessonCatalog(folder: folder).names
      guard known.contains(path) else { throw LessonFileError.noSuchLesson(path, known: known) }
      return [LessonTarget(name: path, folder: folder)]
    }
    guard Folders.exists(path) else { throw LessonFileError.notFound(path) }
    if Folders.isFolder(path) {
      return inFolder(path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path)
    }
    let (folder, file) = split(path)
    let catalog = LessonCatalog(folder: folder)
    let stem =
      file.hasSuffix(".yaml")
      ? String(file.dropLast(5)) : file.hasSuffix(".md") ? String(file.dropLast(3)) : file
    let name = catalog.names.filter { stem == $0 || stem.hasPrefix($0 + ".") }.max { $0.count < $1.count }
    guard let name else { throw LessonFileError.noSuchLesson(stem, known: catalog.names) }
    return [LessonTarget(name: name, folder: folder)]
  }

  /// A folder with a checks file beside it is one lesson in several files.
  private static func inFolder(_ path: String) -> [LessonTarget] {
    let (parent, name) = split(path)
    if Folders.exists("\(path).yaml") { return [LessonTarget(name: name, folder: parent)] }
    return all(in: path)
  }

  private static func all(in folder: String) -> [LessonTarget] {
    LessonCatalog(folder: folder).names.map { LessonTarget(name: $0, folder: folder) }
  }

  private static func split(_ path: String) -> (folder: String, name: String) {
    guard let slash = path.lastIndex(of: "/") else { return (".", path) }
    let folder = String(path[..<slash])
    return (folder.isEmpty ? "/" : folder, String(path[path.index(after: slash)...]))
  }
}
