import Basics
import Engine
import Lessons
import Practice

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Finds the lesson a command is about.
struct LessonChoice {
  let context: ProcessContext
  let state: StateFolder

  init(context: ProcessContext) throws {
    self.context = context
    state = try StateFolder(environment: context.environment)
  }

  /// The lesson that was asked for, by name or by the path of a chapter; without either the one to go on with.
  func origin(of asked: String?, checks: String?, language: Language?, ports: PortPolicy?) throws
    -> LessonOrigin
  {
    let language = language ?? Language(environment: context.environment)
    guard let asked else {
      return try current(language: nil) ?? only(language: language, ports: ports ?? .real)
    }
    let isChapter = asked.contains("/") || asked.hasSuffix(".md")
    return LessonOrigin(
      lesson: isChapter ? absolute(asked) : asked, isChapter: isChapter, checks: checks.map(absolute),
      language: language, ports: ports ?? .real)
  }

  /// The lesson of this shell's sitting, else of the one sitting that runs, else the one that was opened last.
  func current(language: Language?) throws -> LessonOrigin? {
    let folders = opened()
    let surrounding = SittingAccess.surrounding(context.environment).map { state.lesson($0.lesson) }
    let running = folders.filter { SittingAddress.ofRunningSitting(in: $0) != nil }
    guard let folder = surrounding ?? running.first ?? folders.first else { return nil }
    var origin = LessonOrigin.read(from: folder)
    if let language { origin?.language = language }
    return origin
  }

  /// The only lesson of the catalogue, or an error that names those there are.
  private func only(language: Language, ports: PortPolicy) throws -> LessonOrigin {
    let names = LessonCatalog(folder: try context.home().lessons).names
    guard let name = names.first, names.count == 1 else {
      throw LessonFileError.noSuchLesson("", known: names)
    }
    return LessonOrigin(lesson: name, isChapter: false, checks: nil, language: language, ports: ports)
  }

  /// The folders of lessons that were opened before, the last one first.
  private func opened() -> [LessonFolder] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: state.path)) ?? []
    let dated = names.compactMap { name -> (LessonFolder, Date)? in
      let folder = state.lesson(Lesson.ID(name))
      let attributes = try? FileManager.default.attributesOfItem(atPath: "\(folder.path)/origin.json")
      return (attributes?[.modificationDate] as? Date).map { (folder, $0) }
    }
    return dated.sorted { $0.1 > $1.1 }.map(\.0)
  }

  private func absolute(_ path: String) -> String {
    path.hasPrefix("/") ? path : "\(FileManager.default.currentDirectoryPath)/\(path)"
  }
}
