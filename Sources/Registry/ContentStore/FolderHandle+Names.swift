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
    return try Folders.names(inOpen: descriptor, path: path)
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
