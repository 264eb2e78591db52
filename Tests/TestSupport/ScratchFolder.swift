#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A folder for one test, with a path short enough for unix sockets; gone when the value is.
package final class ScratchFolder: Sendable {
  package let path: String

  /// Makes a folder; `inMemory` for tests of many files that would wait for the disk, where the system offers that.
  package init(inMemory: Bool = false) throws {
    let memory = "/dev/shm"
    let parent = unsafe inMemory && access(memory, W_OK) == 0 ? memory : "/tmp"
    var template = Array("\(parent)/dojo-XXXXXX".utf8CString)
    let made = unsafe template.withUnsafeMutableBufferPointer { buffer in
      unsafe buffer.baseAddress.flatMap { unsafe mkdtemp($0) }.map { unsafe String(cString: $0) }
    }
    guard let made else { throw TerminalSession.Failure(description: "no scratch folder: errno \(errno)") }
    path = made
  }

  deinit {
    Self.remove(path)
  }

  /// Writes a text file below the folder and returns its path.
  @discardableResult
  package func write(_ text: String, to name: String, mode: mode_t = 0o644) throws -> String {
    let file = "\(path)/\(name)"
    let descriptor = unsafe open(file, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode)
    guard descriptor >= 0 else { throw TerminalSession.Failure(description: "cannot write \(file)") }
    defer { _ = close(descriptor) }
    let bytes = Array(text.utf8)
    guard unsafe bytes.withUnsafeBytes({ unsafe systemWrite(descriptor, $0) }) == bytes.count else {
      throw TerminalSession.Failure(description: "cannot write \(file)")
    }
    return file
  }

  private static func remove(_ path: String) {
    if let folder = unsafe opendir(path) {
      while let entry = unsafe readdir(folder) {
        let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) {
          unsafe $0.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
        }
        if name != ".", name != ".." { removeEntry("\(path)/\(name)") }
      }
      unsafe closedir(folder)
    }
    _ = unsafe rmdir(path)
  }

  private static func removeEntry(_ path: String) {
    var status = stat()
    guard unsafe lstat(path, &status) == 0 else { return }
    if status.st_mode & S_IFMT == S_IFDIR {
      remove(path)
    } else {
      _ = unsafe unlink(path)
    }
  }
}

@unsafe private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
  unsafe write(descriptor, bytes.baseAddress, bytes.count)
}
