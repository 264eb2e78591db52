#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Folders, and what stands in them.
package enum Folders {
  /// Makes a folder and those above it; one that is there already is left as it is.
  package static func create(_ path: String, mode: mode_t = 0o700) throws(SystemError) {
    if unsafe mkdir(path, mode) == 0 || errno == EEXIST { return }
    guard errno == ENOENT, let slash = path.lastIndex(of: "/"), slash != path.startIndex else {
      throw .last("mkdir", path)
    }
    try create(String(path[..<slash]), mode: mode)
    guard unsafe mkdir(path, mode) == 0 || errno == EEXIST else { throw .last("mkdir", path) }
  }

  /// Makes a folder with exactly these permissions, whatever this process keeps from others (umask(2)); one that is there
  /// already is left as it is.
  package static func create(_ path: String, exactly mode: mode_t) throws(SystemError) {
    guard !exists(path) else { return }
    try create(path, mode: mode)
    guard unsafe chmod(path, mode) == 0 else { throw .last("chmod", path) }
  }

  /// Whether something stands at this path; a link counts for what it leads to.
  package static func exists(_ path: String) -> Bool {
    unsafe access(path, F_OK) == 0
  }

  /// Whether a folder stands at this path, or a link that leads to one.
  package static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// The names of what stands in a folder, without `.` and `..`; none when it cannot be read.
  package static func names(in path: String) -> [String] {
    let descriptor = unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return [] }
    defer { _ = close(descriptor) }
    return (try? names(inOpen: descriptor, path: path)) ?? []
  }

  /// The names of what stands in an open folder, without `.` and `..`, in the system's order.
  ///
  /// - Throws: `SystemError`, with `path` as the folder's.
  package static func names(inOpen descriptor: Int32, path: String) throws(SystemError) -> [String] {
    // Through another open file, since reading a folder moves the place in it.
    let own = unsafe openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard own >= 0 else { throw .last("open", path) }
    guard let folder = unsafe fdopendir(own) else {
      let failure = SystemError.last("open", path)
      _ = close(own)
      throw failure
    }
    defer { unsafe closedir(folder) }
    var names: [String] = []
    errno = 0
    while let entry = unsafe readdir(folder) {
      // The tuple is as long as the longest name, which differs between systems; the name ends with a zero.
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
      errno = 0
    }
    guard errno == 0 else { throw .last("list", path) }
    return names
  }

  /// Removes what stands at this path, with everything in it; links are removed, not followed.
  package static func remove(_ path: String) {
    guard isRealFolder(path) else {
      _ = unsafe unlink(path)
      return
    }
    for name in names(in: path) { remove("\(path)/\(name)") }
    _ = unsafe rmdir(path)
  }

  /// Whether a folder stands at this path, and not a link to one.
  package static func isRealFolder(_ path: String) -> Bool {
    var status = stat()
    return unsafe lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }
}
