import Basics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The journal file of one lesson, open for adding lines; each line is on the disk before `append` returns.
package struct Journal: ~Copyable {
  private let path: String
  private let descriptor: Int32
  private var length: Int
  private var lacksNewline: Bool
  /// What the file said when it was opened.
  package let contents: JournalContents

  /// Opens the journal, creating it when it is missing, and reads what it says.
  ///
  /// Nothing in the file changes before the next line is added.
  package static func open(at path: String) throws(SystemError) -> Journal {
    let descriptor = openForAppending(path)
    guard descriptor >= 0 else { throw .last("open", path) }
    do throws(SystemError) {
      let contents = JournalContents(reading: try FileBytes.readAll(from: descriptor, path: path))
      try AtomicFile.syncFolder(of: path)
      return Journal(path: path, descriptor: descriptor, contents: contents)
    } catch {
      _ = close(descriptor)
      throw error
    }
  }

  /// Reads a journal that somebody else may be writing; a missing file is an empty journal.
  package static func read(at path: String) throws(SystemError) -> JournalContents {
    JournalContents(reading: try FileBytes.readIfPresent(path) ?? [])
  }

  private init(path: String, descriptor: Int32, contents: JournalContents) {
    self.path = path
    self.descriptor = descriptor
    self.contents = contents
    length = contents.length
    lacksNewline = contents.lacksNewline
  }

  deinit { _ = close(descriptor) }

  /// Adds a line and waits until it is on the disk.
  ///
  /// - Throws: `SystemError` when the disk is full or fails; the lines before are then as they were.
  package mutating func append(_ entry: JournalEntry) throws {
    let line = (lacksNewline ? [UInt8(ascii: "\n")] : []) + (try entry.line()) + [UInt8(ascii: "\n")]
    // A torn line, or the part of a line that a full disk took, must not run into the next one.
    guard ftruncate(descriptor, off_t(length)) == 0, lseek(descriptor, 0, SEEK_END) >= 0 else {
      throw SystemError.last("truncate", path)
    }
    do {
      try AtomicFile.writeAll(line, to: descriptor, path: path)
      guard fsync(descriptor) == 0 else { throw SystemError.last("fsync", path) }
    } catch {
      _ = ftruncate(descriptor, off_t(length))
      throw error
    }
    length += line.count
    lacksNewline = false
  }
}

private func openForAppending(_ path: String) -> Int32 {
  unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
}
