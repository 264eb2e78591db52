import Basics

/// The files that a command's arguments name.
package protocol CommandFiles: Sendable {
  /// The bytes of the file at an absolute path.
  func read(_ path: String) throws(SystemError) -> [UInt8]
  /// Puts a whole file at an absolute path.
  func write(_ bytes: [UInt8], to path: String) throws(SystemError)
  /// Puts a whole file that only its owner may read at an absolute path.
  func writePrivately(_ bytes: [UInt8], to path: String) throws(SystemError)
}

extension CommandFiles {
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
