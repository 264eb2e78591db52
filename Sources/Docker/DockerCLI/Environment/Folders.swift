import Basics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Folders that files are to be written into.
enum Folders {
  /// Makes a folder and those above it; one that is there already is fine.
  static func create(_ path: String) throws(SystemError) {
    if unsafe mkdir(path, 0o700) == 0 || errno == EEXIST { return }
    guard errno == ENOENT, let slash = path.lastIndex(of: "/"), slash > path.startIndex else {
      throw .last("mkdir", path)
    }
    try create(String(path[..<slash]))
    guard unsafe mkdir(path, 0o700) == 0 || errno == EEXIST else { throw .last("mkdir", path) }
  }
}
