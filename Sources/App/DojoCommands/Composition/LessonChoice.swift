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

  /// The lesson that was asked for, by name or by the path of a chapter; without either the one to go on with, and why.
  func origin(of asked: String?, checks: String?, language: Language?, ports: PortPolicy?) throws
    -> Continuation
  {
    guard let asked else {
      let found = try continuation(language: language, ports: ports)
      var origin = found.origin
      if let ports { origin.ports = ports.rawValue }
      if let checks { origin = try origin.judged(by: absolute(checks)) }
      return Continuation(origin: origin, reason: found.reason)
    }
    let isChapter = asked.contains("/") || asked.hasSuffix(".md")
    let origin = LessonOrigin(
      lesson: isChapter ? absolute(asked) : asked, isChapter: isChapter, checks: nil,
      language: language ?? Language(environment: context.environment), ports: ports ?? .real)
    return Continuation(
      origin: try checks.map { try origin.judged(by: absolute($0)) } ?? origin, reason: nil)
  }

  /// The lesson of this shell's sitting, else of the one sitting that runs, else the one that was opened last.
  func current(language: Language?) throws -> LessonOrigin? {
    if let running = try running(language: language) { return running }
    return try opened(in: state()).first.flatMap { origin(in: $0, language: language) }
  }

  /// The lesson of this shell's sitting, else of the one sitting that runs.
  func running(language: Language?) throws -> LessonOrigin? {
    let state = try state()
    let surrounding = SittingAccess.surrounding(context.environment).map { state.folder(named: $0.folder) }
    let folder =
      surrounding ?? opened(in: state).first { SittingAddress.ofRunningSitting(in: $0) != nil }
    return folder.flatMap { origin(in: $0, language: language) }
  }

  private func origin(in folder: LessonFolder, language: Language?) -> LessonOrigin? {
    var origin = LessonOrigin.read(from: folder)
    if let language { origin?.language = language }
    return origin
  }

  /// The folders of lessons that were opened before, the last one first.
  func opened(in state: StateFolder) -> [LessonFolder] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: state.path)) ?? []
    let dated = names.compactMap { name -> (LessonFolder, Date)? in
      let folder = state.folder(named: name)
      let attributes = try? FileManager.default.attributesOfItem(atPath: "\(folder.path)/origin.json")
      return (attributes?[.modificationDate] as? Date).map { (folder, $0) }
    }
    return dated.sorted { $0.1 > $1.1 }.map(\.0)
  }

  private func absolute(_ path: String) -> String {
    path.hasPrefix("/") ? path : "\(OwnProcess.folder())/\(path)"
  }
}
