import Basics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A folder whose content others may change at any moment, looked at so that no link leads out of it.
///
/// Every part of a path is opened below the part before it, and links are refused, so there is no moment in which a
/// checked path can become another one.
package struct ConfinedFolder: Sendable {
  private let root: String

  package init(_ root: String) {
    self.root = root
  }

  /// What stands at a path below the folder.
  package enum Entry: Sendable, Equatable {
    case missing
    case folder(names: [String])
    case file([UInt8])
    /// A link, a pipe, a device: nothing that is looked at.
    case other
  }

  /// Looks at a path; a file longer than `limit` bytes fails with `EFBIG`.
  package func look(at path: String, limit: Int = 16 << 20) throws(SystemError) -> Entry {
    let descriptor: Int32
    do throws(SystemError) {
      descriptor = try open(parts(of: path), O_RDONLY | O_NONBLOCK)
    } catch {
      switch error.code {
      case ENOENT, ENOTDIR: return .missing
      case ELOOP, ENXIO: return .other
      default: throw error
      }
    }
    defer { _ = close(descriptor) }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { throw .last("stat", path) }
    switch status.st_mode & S_IFMT {
    case S_IFDIR: return .folder(names: try Folders.names(inOpen: descriptor, path: path).sorted())
    case S_IFREG: return .file(try FileBytes.readAll(from: descriptor, path: path, limit: limit))
    default: return .other
    }
  }

  /// Puts a file at a path whose folder exists; what was there is replaced.
  ///
  /// It stays the same file, and who reads it meanwhile never finds it empty.
  package func write(_ bytes: [UInt8], to path: String) throws(SystemError) {
    let descriptor = try open(parts(of: path), O_WRONLY | O_CREAT | O_NONBLOCK)
    defer { _ = close(descriptor) }
    try AtomicFile.writeAll(bytes, to: descriptor, path: path)
    guard ftruncate(descriptor, off_t(bytes.count)) == 0 else { throw .last("truncate", path) }
  }

  private func parts(of path: String) throws(SystemError) -> [String] {
    let parts = path.split(separator: "/").map(String.init).filter { $0 != "." }
    guard !parts.contains("..") else { throw SystemError(operation: "open", subject: path, code: ELOOP) }
    return parts
  }

  private func open(_ parts: [String], _ flags: Int32) throws(SystemError) -> Int32 {
    var current = unsafe systemOpen(AT_FDCWD, root, O_RDONLY | O_DIRECTORY)
    for (index, part) in parts.enumerated() {
      guard current >= 0 else { break }
      let isLast = index == parts.count - 1
      let next = unsafe systemOpen(current, part, (isLast ? flags : O_RDONLY | O_DIRECTORY) | O_NOFOLLOW)
      let failure = errno
      _ = close(current)
      errno = failure
      current = next
    }
    guard current >= 0 else { throw .last("open", parts.joined(separator: "/")) }
    return current
  }
}

/// `openat(2)`, under a name that the methods above do not shadow.
@unsafe private func systemOpen(_ folder: Int32, _ path: String, _ flags: Int32) -> Int32 {
  unsafe openat(folder, path, flags | O_CLOEXEC, 0o600)
}
