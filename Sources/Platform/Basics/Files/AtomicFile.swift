#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Files that appear under their name whole or not at all.
package enum AtomicFile {
  /// Replaces the file at `path` with `bytes`: written beside it, fsynced, renamed, the folder fsynced.
  ///
  /// - Throws: `SystemError`; the file that was there before is then untouched.
  package static func write(
    _ bytes: some Sequence<UInt8>, to path: String, mode: mode_t = 0o644
  ) throws(SystemError) {
    let temporary = "\(path).\(getpid()).\(UInt32.random(in: 0 ... .max)).tmp"
    let descriptor = unsafe open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
    guard descriptor >= 0 else { throw .last("open", temporary) }
    do throws(SystemError) {
      defer { _ = close(descriptor) }
      try writeAll(Array(bytes), to: descriptor, path: temporary)
      guard fsync(descriptor) == 0 else { throw .last("fsync", temporary) }
    } catch {
      _ = unsafe unlink(temporary)
      throw error
    }
    guard unsafe rename(temporary, path) == 0 else {
      let failure = SystemError.last("rename", path)
      _ = unsafe unlink(temporary)
      throw failure
    }
    try syncFolder(of: path)
  }

  /// Makes a rename or a creation in the folder that holds `path` durable.
  package static func syncFolder(of path: String) throws(SystemError) {
    let folder = path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    let descriptor = unsafe open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .last("open", folder) }
    defer { _ = close(descriptor) }
    guard fsync(descriptor) == 0 || errno == EINVAL else { throw .last("fsync", folder) }
  }

  /// Writes every byte to an open file, going on after interruptions and short writes.
  package static func writeAll(_ bytes: [UInt8], to descriptor: Int32, path: String) throws(SystemError) {
    var offset = 0
    while offset < bytes.count {
      let written = unsafe bytes.withUnsafeBytes { buffer in
        unsafe systemWrite(descriptor, buffer.baseAddress?.advanced(by: offset), buffer.count - offset)
      }
      if written > 0 {
        offset += written
      } else if errno != EINTR {
        throw .last("write", path)
      }
    }
  }
}

/// `write(2)`, under a name that the methods above do not shadow.
@unsafe private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
  unsafe write(descriptor, bytes, count)
}
