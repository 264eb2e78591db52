import Basics
import Checks

/// The learner's own files, as `file` checks look at them.
package protocol LearnerFiles: Sendable {
  /// Looks at a path: absolute, under `~/`, or relative to the folder of the sitting.
  func look(at path: String) throws -> FileObservation
}

/// The files of this computer.
struct OwnLearnerFiles: LearnerFiles {
  let environment: [String: String]

  func look(at path: String) throws -> FileObservation { try FileObservation(at: absolute(path)) }

  private func absolute(_ path: String) -> String {
    if path.hasPrefix("~/") { return (environment["HOME"] ?? "") + path.dropFirst() }
    return path.hasPrefix("/") ? path : (environment["PWD"] ?? ".") + "/" + path
  }
}

extension FileObservation {
  /// What stands at a path of this computer.
  init(at place: String) throws {
    if !Folders.exists(place) {
      self = .missing
    } else if Folders.isFolder(place) {
      self = .folder
    } else {
      self = .text(String(decoding: try FileBytes.read(place), as: UTF8.self))
    }
  }
}
