import Basics

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension LessonFiles {
  /// The files of this computer.
  package static let disk = LessonFiles(
    read: { path throws(SystemError) in try FileBytes.readIfPresent(path) },
    list: { folder in try? FileManager.default.contentsOfDirectory(atPath: folder) })
}
