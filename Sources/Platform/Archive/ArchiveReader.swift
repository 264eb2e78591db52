import Basics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Goes through a zip or tar archive, gzip around it or not, one entry at a time; nothing is ever written anywhere.
///
/// The caller asks for the bytes of the entries it wants and passes over the others.
package struct ArchiveReader: ~Copyable {
  private let handle: ArchiveHandle
  private let limits: ArchiveLimits
  private var names: Set<String> = []
  private var entries = 0
  private var bytesTaken = 0
  /// Whether the entry that `next` has given is a file whose bytes were not asked for yet.
  private var isAtFile = false

  /// Reads an archive that is in memory.
  package init(bytes: [UInt8], limits: ArchiveLimits) throws(ArchiveProblem) {
    try ZipEnd.check(start: bytes, tail: Array(bytes.suffix(ZipEnd.length)), limits: limits)
    let handle = try ArchiveHandle(bytes: bytes)
    self.handle = handle
    self.limits = limits
  }

  /// Reads an archive piece by piece from an open regular file, which is closed with the reader.
  package init(descriptor: Int32, limits: ArchiveLimits) throws(ArchiveProblem) {
    do throws(ArchiveProblem) {
      try ZipEnd.check(descriptor: descriptor, limits: limits)
    } catch {
      _ = close(descriptor)
      throw error
    }
    let handle = try ArchiveHandle(descriptor: descriptor)
    self.handle = handle
    self.limits = limits
  }

  /// The next entry; `nil` after the last.
  ///
  /// An entry that must not be read is given too, as refused and why.
  package mutating func next() throws(ArchiveProblem) -> ArchiveEntry? {
    isAtFile = false
    guard let stored = try handle.next() else { return nil }
    entries += 1
    guard entries <= limits.entries else { throw .tooManyEntries(limit: limits.entries) }
    let name = EntryName(stored: stored.name, limit: limits.nameBytes)
    let entry = ArchiveEntry(
      name: name.text, kind: kind(of: stored, name: name), size: stored.size < 0 ? nil : Int(stored.size),
      modified: stored.seconds > 0 && stored.seconds < 1 << 40 ? stored.seconds * 1_000 : nil)
    // Where entries can only be unpacked one after the other, passing over one costs as much as reading it.
    if handle.isFiltered { try take(entry.size ?? 0) }
    isAtFile = entry.kind == .file
    return entry
  }

  /// The bytes of the entry that `next` has just given, which must be a file; they can be asked for once.
  ///
  /// - Throws: `ArchiveProblem` when the archive is to be given up; an entry that alone is at fault is a failure.
  package mutating func read() throws(ArchiveProblem) -> Result<[UInt8], EntryRefusal> {
    precondition(isAtFile, "only a file has bytes, and only once")
    isAtFile = false
    var all: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while true {
      switch try handle.read(into: &chunk) {
      case .success(0): return .success(all)
      case .failure(let refusal): return .failure(refusal)
      case .success(let count):
        if !handle.isFiltered { try take(count) }
        guard all.count + count <= limits.entryBytes else {
          return .failure(.tooLarge(limit: limits.entryBytes))
        }
        all += chunk.prefix(count)
      }
    }
  }

  private mutating func take(_ count: Int) throws(ArchiveProblem) {
    let (total, isTooMany) = bytesTaken.addingReportingOverflow(max(0, count))
    guard !isTooMany, total <= limits.totalBytes else { throw .tooManyBytes(limit: limits.totalBytes) }
    bytesTaken = total
  }

  private mutating func kind(of entry: StoredEntry, name: EntryName) -> ArchiveEntry.Kind {
    if entry.isHardLink { return .refused(.hardLink) }
    switch entry.type {
    case S_IFLNK: return .refused(.symbolicLink)
    case S_IFDIR: return name.refusal.map { .refused($0) } ?? .folder
    case S_IFREG, 0: break
    default: return .refused(.special)
    }
    if let refusal = name.refusal { return .refused(refusal) }
    if entry.name.last == UInt8(ascii: "/") { return .folder }
    guard !name.text.isEmpty else { return .refused(.unnamed) }
    guard names.insert(name.text).inserted else { return .refused(.duplicate) }
    if entry.isEncrypted { return .refused(.encrypted) }
    return entry.size > limits.entryBytes ? .refused(.tooLarge(limit: limits.entryBytes)) : .file
  }
}
