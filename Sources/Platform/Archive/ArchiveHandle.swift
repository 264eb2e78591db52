import Basics
import CArchive

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// libarchive's reader together with what it reads from.
@safe final class ArchiveHandle {
  private let archive: OpaquePointer
  /// The bytes of an archive in memory; they must stay where they are.
  private let memory: UnsafeMutableRawBufferPointer
  private let descriptor: Int32?

  /// Opens an archive that is in memory, or a single file that is packed.
  init(bytes: [UInt8], isPackedFile: Bool = false) throws(ArchiveProblem) {
    guard ArchiveLibrary.isUsable,
      let archive = unsafe isPackedFile ? dojo_archive_unpacker() : dojo_archive_reader()
    else { throw .noLibrary }
    unsafe self.archive = archive
    descriptor = nil
    unsafe memory = .allocate(byteCount: max(bytes.count, 1), alignment: 1)
    unsafe memory.copyBytes(from: bytes)
    let result = unsafe dojo_archive_open_memory(archive, memory.baseAddress, bytes.count)
    guard result == ARCHIVE_OK else { throw problem() }
  }

  /// Opens an archive in a file, which is closed with the handle, also when this fails.
  init(descriptor: Int32) throws(ArchiveProblem) {
    guard ArchiveLibrary.isUsable, let archive = unsafe dojo_archive_reader() else {
      _ = close(descriptor)
      throw .noLibrary
    }
    unsafe self.archive = archive
    self.descriptor = descriptor
    unsafe memory = .allocate(byteCount: 1, alignment: 1)
    guard unsafe dojo_archive_open_file(archive, descriptor) == ARCHIVE_OK else { throw problem() }
  }

  deinit {
    unsafe dojo_archive_close_reader(archive)
    unsafe memory.deallocate()
    if let descriptor { _ = close(descriptor) }
  }

  /// What the archive says about its next entry; `nil` after the last.
  func next() throws(ArchiveProblem) -> StoredEntry? {
    var found: OpaquePointer?
    let result = unsafe dojo_archive_next(archive, &found)
    guard result != ARCHIVE_EOF else { return nil }
    // A warning is about one attribute of the entry, such as a name in an unknown encoding.
    guard result == ARCHIVE_OK || result == ARCHIVE_WARN, let entry = unsafe found else { throw problem() }
    return unsafe StoredEntry(
      name: dojo_entry_name(entry).map { unsafe storedBytes($0) } ?? [], type: mode_t(dojo_entry_type(entry)),
      isHardLink: dojo_entry_is_link(entry) != 0, isEncrypted: dojo_entry_is_encrypted(entry) != 0,
      size: dojo_entry_size(entry), seconds: dojo_entry_time(entry))
  }

  /// Unpacks some more of the current entry into `chunk`; how many bytes that gave, 0 at its end.
  func read(into chunk: inout [UInt8]) throws(ArchiveProblem) -> Result<Int, EntryRefusal> {
    let count = unsafe chunk.withUnsafeMutableBytes {
      unsafe dojo_archive_read(archive, $0.baseAddress, $0.count)
    }
    if count >= 0 { return .success(count) }
    guard count != Int(ARCHIVE_FATAL) else { throw problem() }
    return .failure(.damaged(words))
  }

  /// Whether the archive is compressed as a whole.
  var isFiltered: Bool { unsafe dojo_archive_is_filtered(archive) != 0 }

  private var words: String {
    unsafe dojo_archive_words(archive).map { unsafe String(cString: $0) } ?? "no reason given"
  }

  private func problem() -> ArchiveProblem {
    let words = words
    return words.contains("Unrecognized archive format") ? .notAnArchive : .damaged(words)
  }
}

/// An entry as the archive describes it.
struct StoredEntry {
  let name: [UInt8]
  let type: mode_t
  let isHardLink: Bool
  let isEncrypted: Bool
  let size: Int64
  let seconds: Int64
}

/// The bytes before the zero that ends a C string, whatever they mean.
private func storedBytes(_ pointer: UnsafePointer<CChar>) -> [UInt8] {
  unsafe Array(UnsafeRawBufferPointer(start: pointer, count: strlen(pointer)))
}

/// libarchive itself, opened when the first archive is met.
enum ArchiveLibrary {
  static let isUsable = dojo_archive_start() != 0
}
