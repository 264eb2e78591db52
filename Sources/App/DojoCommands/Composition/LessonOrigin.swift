import Basics
import Engine
import Lessons
import Practice

/// Where a sitting's lesson came from and how it was opened, so that later commands open the very same.
struct LessonOrigin: Codable, Hashable, Sendable {
  /// The lesson's name in the catalogue, or the absolute path of a chapter of the learner's own.
  var lesson: String
  var isChapter: Bool
  /// The absolute path of a checks file that does not stand beside its chapter.
  var checks: String?
  var language: Language
  /// The raw value of the `PortPolicy`.
  var ports: String
  /// Whose Docker it runs on; practice machines when it does not say.
  var docker: DockerSource?
  /// Whether the learner has allowed the author's programs to run.
  var trusts: Bool?
  /// Whether the sitting has walls around it.
  var isIsolated: Bool?

  init(lesson: String, isChapter: Bool, checks: String?, language: Language, ports: PortPolicy) {
    self.lesson = lesson
    self.isChapter = isChapter
    self.checks = checks
    self.language = language
    self.ports = ports.rawValue
  }

  var portPolicy: PortPolicy { PortPolicy(rawValue: ports) ?? .real }

  /// The folder of the lesson among a learner's.
  func folder(of lesson: Lesson.ID, in state: StateFolder) -> LessonFolder {
    state.lesson(lesson, on: docker ?? .practice)
  }

  /// Reads the lesson from its files.
  func load(from home: () throws -> DojoHome, hostName: String = HostName.current()) throws -> Lesson {
    let names: [Lessons.Machine.ID: String] = ["host": HostName.forPractice(hostName)]
    if isChapter {
      return try ChapterFiles().load(
        path: lesson, checks: checks, language: language.rawValue, machines: names)
    }
    return try LessonCatalog(folder: home().lessons).load(
      lesson, language: language.rawValue, machines: names)
  }
}

extension LessonOrigin {
  /// The same chapter with another checks file.
  ///
  /// - Throws: `ChecksWithoutChapter` for a lesson of the catalogue, which has its own.
  func judged(by checks: String) throws(ChecksWithoutChapter) -> Self {
    guard isChapter else { throw ChecksWithoutChapter(lesson: lesson) }
    var origin = self
    origin.checks = checks
    return origin
  }
}

/// A checks file was named for a lesson that brings its own.
struct ChecksWithoutChapter: UserFacingError, Equatable {
  let lesson: String

  var summary: Phrase {
    Phrase(
      en: "--checks goes with the path of a chapter; the lesson \(lesson) brings its own checks",
      ja: "--checks は章のパスと一緒に使います。レッスン \(lesson) には専用のチェックがあります")
  }

  var remedy: Phrase? {
    Phrase(
      en: "Write the path of the chapter: dojo run CHAPTER.md --checks FILE",
      ja: "章のパスを書いてください: dojo run 章.md --checks ファイル")
  }

  var exitCode: ExitCode { .usage }
}

extension LessonOrigin {
  private static let fileName = "origin.json"

  /// Keeps the origin beside the lesson's journal.
  func write(to folder: LessonFolder) throws {
    try folder.create()
    let bytes = try JSONValue(encoding: self).utf8()
    do {
      try AtomicFile.write(bytes, to: "\(folder.path)/\(Self.fileName)", mode: 0o600)
    } catch {
      throw StateFailure(error, at: folder.path)
    }
  }

  /// The origin of a lesson that was opened before; `nil` when it never was.
  static func read(from folder: LessonFolder) -> Self? {
    guard let bytes = try? FileBytes.read("\(folder.path)/\(fileName)"),
      let json = try? JSONValue(parsing: bytes)
    else { return nil }
    return try? json.decoded()
  }
}
