import Basics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension FolderHandle {
  /// The names of what stands in this folder, without `.` and `..`, in the system's order.
  func names() throws(SystemError) -> [String] {
    try ask(.list, path)
    // Another open file, since reading a folder moves the place in it.
    let opened = unsafe openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard opened >= 0 else { throw .last("open", path) }
    guard let stream = unsafe fdopendir(opened) else {
      let failure = SystemError.last("open", path)
      _ = close(opened)
      throw failure
    }
    defer { unsafe closedir(stream) }
    var names: [String] = []
    errno = 0
    while let entry = unsafe readdir(stream) {
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

  /// Removes something of this folder with everything in it; false if nothing was there.
  @discardableResult
  func removeAll(_ name: String) throws(SystemError) -> Bool {
    guard let status = try statusIfPresent(of: name) else { return false }
    guard status.kind == .folder else { return try removeFile(name) }
    let inner = try folder(name)
    for entry in try inner.names() { try inner.removeAll(entry) }
    return try removeFolder(name)
  }

  func statusIfPresent(of name: String) throws(SystemError) -> FileStatus? {
    do throws(SystemError) {
      return try status(of: name)
    } catch  where error.meansAbsent {
      return nil
    }
  }
}
