import Basics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What a store asks of its own files, where a link counts as nothing: a store makes none.
enum FileSystem {
  /// Makes a folder and the ones above it, as others may read them.
  static func makeFolder(_ path: String) throws(SystemError) { try Folders.create(path, mode: 0o755) }

  static func exists(_ path: String) -> Bool { size(of: path) != nil }

  /// Length of a regular file; `nil` for anything else, links included.
  static func size(of path: String) -> Int? {
    var status = stat()
    guard unsafe lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    return Int(status.st_size)
  }

  /// The whole of a regular file of at most `limit` bytes.
  static func read(_ path: String, limit: Int) throws(SystemError) -> [UInt8] {
    try FileBytes.read(path, limit: limit, followingLinks: false)
  }

  /// Durable: the new name stands on the disk before this returns.
  static func rename(_ old: String, to new: String) throws(SystemError) {
    guard unsafe systemRename(old, new) == 0 else { throw .last("rename", new) }
    try AtomicFile.syncFolder(of: new)
  }

  /// Whether there was such a file.
  static func remove(_ path: String) -> Bool { unsafe unlink(path) == 0 }
}

/// `rename(2)`, under a name that the method above does not shadow.
@unsafe private func systemRename(_ old: String, _ new: String) -> Int32 { unsafe rename(old, new) }
