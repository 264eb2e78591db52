import Basics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Folders {
  /// Whether entries can be made in this folder.
  package static func isWritable(_ path: String) -> Bool {
    unsafe access(path, W_OK | X_OK) == 0
  }

  /// Where a symbolic link points to; `nil` for anything else.
  package static func destination(ofLink path: String) -> String? {
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
}
