import Basics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Folders as dojo makes and removes them.
package enum Folders {
  /// Creates a folder and those above it; one that exists is left as it is.
  package static func create(_ path: String) throws(SystemError) {
    if unsafe mkdir(path, 0o700) == 0 || errno == EEXIST { return }
    guard errno == ENOENT, let slash = path.lastIndex(of: "/"), slash != path.startIndex else {
      throw .last("mkdir", path)
    }
    try create(String(path[..<slash]))
    guard unsafe mkdir(path, 0o700) == 0 || errno == EEXIST else { throw .last("mkdir", path) }
  }

  /// The bytes of a file.
  package static func contents(of path: String) throws(SystemError) -> [UInt8] {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .last("open", path) }
    defer { _ = close(descriptor) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = unsafe buffer.withUnsafeMutableBytes { unsafe read(descriptor, $0.baseAddress, $0.count) }
      if count == 0 { return bytes }
      if count > 0 {
        bytes += buffer.prefix(count)
      } else if errno != EINTR {
        throw .last("read", path)
      }
    }
  }

  /// Whether something stands at this path.
  package static func exists(_ path: String) -> Bool {
    unsafe access(path, F_OK) == 0
  }

  /// Whether entries can be made in this folder.
  package static func isWritable(_ path: String) -> Bool {
    unsafe access(path, W_OK | X_OK) == 0
  }

  /// Whether a folder stands at this path.
  static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// Where a symbolic link points to; `nil` for anything else.
  static func destination(ofLink path: String) -> String? {
    var buffer = [CChar](repeating: 0, count: 4096)
    let count = unsafe readlink(path, &buffer, buffer.count)
    return count < 0
      ? nil : String(decoding: buffer.prefix(count).map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  /// Puts a folder in the place of another one, which is removed.
  static func replace(_ path: String, with incoming: String) throws(SystemError) {
    let outgoing = "\(path).outgoing"
    remove(outgoing)
    if exists(path), unsafe rename(path, outgoing) != 0 { throw .last("rename", path) }
    guard unsafe rename(incoming, path) == 0 else { throw .last("rename", incoming) }
    remove(outgoing)
  }

  /// Removes a folder and everything in it; links are removed, not followed.
  package static func remove(_ path: String) {
    for name in names(in: path) {
      let entry = "\(path)/\(name)"
      var status = stat()
      guard unsafe lstat(entry, &status) == 0 else { continue }
      if status.st_mode & S_IFMT == S_IFDIR {
        remove(entry)
      } else {
        _ = unsafe unlink(entry)
      }
    }
    _ = unsafe rmdir(path)
  }

  /// The names of what stands in a folder; none when it cannot be read.
  static func names(in path: String) -> [String] {
    guard let folder = unsafe opendir(path) else { return [] }
    defer { unsafe closedir(folder) }
    var names: [String] = []
    while let entry = unsafe readdir(folder) {
      names.append(
        unsafe withUnsafePointer(to: &entry.pointee.d_name) {
          unsafe $0.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
        })
    }
    return names.filter { $0 != "." && $0 != ".." }
  }
}
