import Basics
import Lessons

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The files of one proof: a home folder for its commands, and what it was when each step began.
struct ProofRoom: Sendable {
  let root: String
  let lesson: Lesson.ID

  /// Makes an empty room in a folder that is not there yet.
  init(making root: String, of lesson: Lesson.ID) throws {
    self.root = root
    self.lesson = lesson
    for folder in [home, shells, starts] { try Folders.create(folder) }
  }

  /// Where commands are run, and where `~` leads.
  var home: String { "\(root)/files/home" }
  /// What each machine's shell knows: its variables, and the folder it is in.
  var shells: String { "\(root)/files/shells" }
  /// Where a `dojo` that is called in the room looks for the sitting of this lesson.
  var sitting: LessonFolder { StateFolder(path: "\(root)/state/dojo").lesson(lesson) }
  private var files: String { "\(root)/files" }
  private var starts: String { "\(root)/starts" }

  /// Keeps the files as they are where a step begins.
  func keep(startOf step: Step.ID) throws {
    let start = "\(starts)/\(step)"
    Folders.remove(start)
    try FileManager.default.copyItem(atPath: files, toPath: start)
  }

  /// Brings the files back to what they were where a step began.
  func restore(startOf step: Step.ID) throws {
    Folders.remove(files)
    try FileManager.default.copyItem(atPath: "\(starts)/\(step)", toPath: files)
  }

  func clear() { Folders.remove(root) }
}
