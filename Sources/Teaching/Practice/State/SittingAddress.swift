import Basics

/// Where a running sitting can be reached; written into the lesson's folder so that any terminal finds it.
package struct SittingAddress: Sendable, Hashable, Codable {
  /// The process that holds the sitting.
  package let process: Int32
  /// The path of the control socket.
  package let control: String
  /// The short-lived folder to be removed with the sitting.
  package let runtime: String

  /// The address that was written last; `nil` when there is none, or nobody holds the lesson's lock any more.
  package static func ofRunningSitting(in folder: LessonFolder) -> Self? {
    SittingLock.isHeld(at: folder.lock) ? lastWritten(in: folder) : nil
  }

  /// The address that was written last, whether its process still lives or not.
  static func lastWritten(in folder: LessonFolder) -> Self? {
    guard let bytes = try? FileBytes.read(folder.address), let json = try? JSONValue(parsing: bytes)
    else { return nil }
    return try? json.decoded()
  }

  func write(to folder: LessonFolder) throws {
    try AtomicFile.write(JSONValue(encoding: self).utf8(), to: folder.address, mode: 0o600)
  }
}
