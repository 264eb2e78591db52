import Basics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A JSON document on disk and, beside it, the changes made since it was written: both durable when a call returns.
///
/// A change says what something is from now on, never what is to be done to it: the document is replaced before its
/// changes are dropped, so after a crash between the two it is read with changes that it holds already.
struct ChangingFile: Sendable {
  /// The changes grow at least to this size before the document is written anew.
  private static let leastLimit = 256 * 1024

  private let document: String
  private let changes: String
  /// Whether anything is written at all: what nobody opens again needs no file.
  let isKept: Bool
  /// Bytes of whole changes; `nil` while it is not known what the file holds.
  private var length: Int?
  private var limit = leastLimit

  /// The file at `PATH.json`, with its changes in `PATH.changes`.
  init(path: String, isKept: Bool) {
    document = "\(path).json"
    changes = "\(path).changes"
    self.isKept = isKept
  }

  /// What is on disk.
  struct Content {
    /// `nil` when there is no document yet.
    let document: JSONValue?
    /// The changes in the order in which they were made, without one that was cut off by a crash.
    let changes: [JSONValue]
  }

  /// - Throws: `SystemError`, or what keeps the document from being read as JSON.
  mutating func load() throws -> Content {
    length = nil
    guard let bytes = try FileBytes.readIfPresent(document) else {
      return Content(document: nil, changes: [])
    }
    limit = max(Self.leastLimit, bytes.count)
    let value = try JSONValue(parsing: bytes)
    let lines = try FileBytes.readIfPresent(changes) ?? []
    var cutter = LineCutter()
    let made = try cutter.take(lines).filter { !$0.isEmpty }.map { try JSONValue(parsing: $0) }
    length = lines.count - cutter.rest.count
    return Content(document: value, changes: made)
  }

  /// Makes a change durable: beside the document, or as a part of it once there are many changes.
  mutating func save(_ change: JSONValue, whole: () throws -> JSONValue) throws {
    guard isKept else { return }
    let line = change.utf8() + [0x0A]
    guard let length, length + line.count <= limit else { return try replace(with: whole()) }
    // After a write that failed nobody knows what is there.
    self.length = nil
    try append(line, at: length)
    self.length = length + line.count
  }

  /// Writes the whole document and drops the changes.
  mutating func replace(with value: JSONValue) throws {
    guard isKept else { return }
    let bytes = value.utf8()
    length = nil
    try AtomicFile.write(bytes, to: document)
    limit = max(Self.leastLimit, bytes.count)
    if unsafe truncate(changes, 0) != 0, errno != ENOENT { throw SystemError.last("truncate", changes) }
    length = 0
  }

  private func append(_ line: [UInt8], at length: Int) throws(SystemError) {
    let descriptor = unsafe open(changes, O_WRONLY | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw .last("open", changes) }
    defer { _ = close(descriptor) }
    // What a crash has cut off is written over.
    guard ftruncate(descriptor, off_t(length)) == 0, lseek(descriptor, off_t(length), SEEK_SET) >= 0 else {
      throw .last("truncate", changes)
    }
    try AtomicFile.writeAll(line, to: descriptor, path: changes)
    guard fsync(descriptor) == 0 else { throw .last("fsync", changes) }
    if length == 0 { try AtomicFile.syncFolder(of: changes) }
  }
}
