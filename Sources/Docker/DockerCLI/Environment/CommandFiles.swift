import Basics

/// The files that a command's arguments name.
package protocol CommandFiles: Sendable {
  /// The bytes of the file at an absolute path.
  func read(_ path: String) throws(SystemError) -> [UInt8]
  /// Puts a whole file at an absolute path.
  func write(_ bytes: [UInt8], to path: String) throws(SystemError)
  /// Puts a whole file that only its owner may read at an absolute path.
  func writePrivately(_ bytes: [UInt8], to path: String) throws(SystemError)
  /// Notes that a container is about to share what stands at an absolute path.
  func willShare(_ path: String)
  /// What stands at an absolute path; `nil` when nothing does.
  func kind(of path: String) -> FileKind?
  /// Sends a file or folder as members of a tar archive, the first of them called `name`.
  func pack(_ path: String, as name: String, to sink: ([UInt8]) async throws -> Void) async throws
  /// Lays members of a tar archive into the folder at an absolute path; none leaves it.
  func unpack(
    _ members: [(member: ArchiveMember, content: ArraySlice<UInt8>)], into path: String
  ) throws(SystemError)
}

/// What `docker cp` must know of a path.
package enum FileKind: Sendable {
  case file, folder
}

extension CommandFiles {
  package func willShare(_ path: String) {}

  package func writePrivately(_ bytes: [UInt8], to path: String) throws(SystemError) {
    try write(bytes, to: path)
  }
}

/// The files of this computer.
package struct OwnFiles: CommandFiles {
  package init() {}
  package func read(_ path: String) throws(SystemError) -> [UInt8] { try FileBytes.read(path) }
  package func write(_ bytes: [UInt8], to path: String) throws(SystemError) {
    try AtomicFile.write(bytes, to: path)
  }
  package func writePrivately(_ bytes: [UInt8], to path: String) throws(SystemError) {
    try AtomicFile.write(bytes, to: path, mode: 0o600)
  }
}
