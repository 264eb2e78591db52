#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The values of `errno` that change what docker says.
enum SystemCode {
  static let permissionDenied = EACCES
  static let noSuchFile = ENOENT
  static let isFolder = EISDIR
}
