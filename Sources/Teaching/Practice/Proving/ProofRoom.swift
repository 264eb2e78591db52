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

  /// Makes an empty room in a folder that is not there yet.
  init(making root: String) throws {
    self.root = root
    for folder in [home, shells, starts] { try Folders.create(folder) }
  }

  /// Where commands are run, and where `~` leads.
  var home: String { "\(root)/files/home" }
  /// What each machine's shell knows: its variables, and the folder it is in.
  var shells: String { "\(root)/files/shells" }
  var sitting: LessonFolder { LessonFolder(path: "\(root)/sitting") }
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
