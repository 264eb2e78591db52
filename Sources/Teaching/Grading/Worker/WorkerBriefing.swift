import Basics
import Lessons
import Shell

/// All that a worker needs to know before the first submission; it reads no file of the instructor's.
package struct WorkerBriefing: Sendable, Hashable, Codable {
  /// A file of the lesson, or the overlay.
  package struct Text: Sendable, Hashable, Codable {
    package let path: String
    package let text: String

    package init(path: String, text: String) {
      self.path = path
      self.text = text
    }
  }

  /// The lesson's files.
  package var files: [Text]
  /// The chapter's path, or that of the folder of chapters.
  package var chapter: String
  /// The checks file's path.
  package var checks: String?
  package var overlay: Text?
  /// The language of the chapter and of sentences that are not Docker's own.
  package var language: Language
  /// The image layout of the bundled images.
  package var images: String
  /// The program that stands for docker in a sandbox.
  package var link: String
  /// What sandboxes are made with; `nil` for submissions that are trusted.
  package var tools: SandboxTools?
  package var limits: GradingLimits

  package init(
    files: [Text], chapter: String, checks: String?, overlay: Text?, language: Language, images: String,
    link: String, tools: SandboxTools?, limits: GradingLimits
  ) {
    self.files = files
    self.chapter = chapter
    self.checks = checks
    self.overlay = overlay
    self.language = language
    self.images = images
    self.link = link
    self.tools = tools
    self.limits = limits
  }

  /// The lesson for a learner whose computer has this name.
  func pair(hostName: String) throws -> Workshop.GradedPair {
    let inMemory = Dictionary(files.map { ($0.path, $0.text) }) { first, _ in first }
    let start = Lessons.Machine.start.id
    let lesson = try ChapterFiles(files: LessonFiles(inMemory: inMemory)).load(
      path: chapter, checks: checks, language: language.rawValue, machines: [start: hostName])
    guard let overlay else { return Workshop.GradedPair(lesson: lesson, graded: lesson) }
    let read = try GradeOverlay(yaml: overlay.text, path: overlay.path, for: lesson)
    return Workshop.GradedPair(lesson: lesson, graded: try lesson.overlaid(by: read))
  }
}
