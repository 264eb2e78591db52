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

  init(context: ProcessContext) {
    self.context = context
  }

  /// Where progress is kept; what needs none, such as a demonstration, need not have such a place.
  func state() throws(StateFailure) -> StateFolder {
    try StateFolder(environment: context.environment)
  }

  /// The lesson that was asked for, by name or by the path of a chapter; without either the one to go on with.
  func origin(of asked: String?, checks: String?, language: Language?, ports: PortPolicy?) throws
    -> LessonOrigin
  {
    guard var origin = try asked == nil ? current(language: language) : nil else {
      let language = language ?? Language(environment: context.environment)
      return try named(asked, checks: checks, language: language, ports: ports ?? .real)
    }
    if let ports { origin.ports = ports.rawValue }
    if let checks { origin = try origin.judged(by: absolute(checks)) }
    return origin
  }

  private func named(_ asked: String?, checks: String?, language: Language, ports: PortPolicy) throws
    -> LessonOrigin
  {
    let asked = try asked ?? only()
    let isChapter = asked.contains("/") || asked.hasSuffix(".md")
    let origin = LessonOrigin(
      lesson: isChapter ? absolute(asked) : asked, isChapter: isChapter, checks: nil,
      language: language, ports: ports)
    return try checks.map { try origin.judged(by: absolute($0)) } ?? origin
  }

  /// The lesson of this shell's sitting, else of the one sitting that runs, else the one that was opened last.
  func current(language: Language?) throws -> LessonOrigin? {
    let state = try state()
    let folders = opened(in: state)
    let surrounding = SittingAccess.surrounding(context.environment).map { state.lesson($0.lesson) }
    let running = folders.filter { SittingAddress.ofRunningSitting(in: $0) != nil }
    guard let folder = surrounding ?? running.first ?? folders.first else { return nil }
    var origin = LessonOrigin.read(from: folder)
    if let language { origin?.language = language }
    return origin
  }

  /// The only lesson of the catalogue, or an error that names those there are.
  private func only() throws -> String {
    let names = LessonCatalog(folder: try context.home().lessons).names
    guard let name = names.first, names.count == 1 else {
      throw LessonFileError.noSuchLesson("", known: names)
    }
    return name
  }

  /// The folders of lessons that were opened before, the last one first.
  private func opened(in state: StateFolder) -> [LessonFolder] {
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
