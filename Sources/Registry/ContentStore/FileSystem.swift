import Basics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The few file operations a store needs.
enum FileSystem {
  /// Makes a folder and the ones above it; those already there are left alone.
  static func makeFolder(_ path: String) throws(SystemError) {
    if unsafe mkdir(path, 0o755) == 0 || errno == EEXIST { return }
    guard errno == ENOENT, let slash = path.lastIndex(of: "/"), slash != path.startIndex else {
      throw .last("mkdir", path)
    }
    try makeFolder(String(path[..<slash]))
    guard unsafe mkdir(path, 0o755) == 0 || errno == EEXIST else { throw .last("mkdir", path) }
  }

  static func exists(_ path: String) -> Bool { size(of: path) != nil }

  /// Length of a regular file; `nil` for anything else, links included.
  static func size(of path: String) -> Int? {
    var status = stat()
    guard unsafe lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    return Int(status.st_size)
  }

  static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return unsafe lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// Names in a folder, without `.` and `..`; none if there is no such folder.
  static func entries(of path: String) -> [String] {
    guard let folder = unsafe opendir(path) else { return [] }
    defer { unsafe closedir(folder) }
    var names: [String] = []
    while let entry = unsafe readdir(folder) {
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }

  /// The whole of a regular file of at most `limit` bytes.
  static func read(_ path: String, limit: Int) throws(SystemError) -> [UInt8] {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard descriptor >= 0 else { throw .last("open", path) }
    defer { _ = close(descriptor) }
    var all: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65536)
    while true {
      let count = unsafe systemRead(descriptor, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw .last("read", path) }
      guard count > 0 else { return all }
      all += buffer.prefix(count)
      guard all.count <= limit else { throw SystemError(operation: "read", subject: path, code: EFBIG) }
    }
  }

  static func rename(_ old: String, to new: String) throws(SystemError) {
    guard unsafe systemRename(old, new) == 0 else { throw .last("rename", new) }
    try AtomicFile.syncFolder(of: new)
  }

  static func remove(_ path: String) -> Bool { unsafe unlink(path) == 0 }

  /// Removes a folder and everything in it.
  static func removeTree(_ path: String) {
    for name in entries(of: path) {
      let entry = "\(path)/\(name)"
      if isFolder(entry) { removeTree(entry) } else { _ = remove(entry) }
    }
    _ = unsafe rmdir(path)
  }
}

@unsafe private func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawPointer, _ count: Int) -> Int {
  unsafe read(descriptor, buffer, count)
}

@unsafe private func systemRename(_ old: String, _ new: String) -> Int32 { unsafe rename(old, new) }
