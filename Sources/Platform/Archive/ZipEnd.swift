import Basics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The record at the end of a zip file, which says how many entries there are before any of them is looked at.
///
/// APPNOTE.TXT 4.3.14 to 4.3.16.
struct ZipEnd {
  /// How many bytes at the end of a file can hold the record: it, the longest remark, and the one for big archives.
  static let length = 22 + 65_535 + 20 + 56

  let entries: Int

  /// Looks for the record in the last bytes of a file; `nil` when it is not there.
  init?(in bytes: [UInt8]) {
    guard
      let start = bytes.indices.reversed().first(where: {
        bytes[$0] == 0x50 && $0 + 22 <= bytes.count && Self.number(bytes, at: $0, 4) == 0x0605_4B50
      })
    else { return nil }
    let few = Self.number(bytes, at: start + 10, 2)
    // The 64-bit record stands just before the locator, which stands just before this one.
    let big = start - 20 - 56
    if few == 0xFFFF, big >= 0, Self.number(bytes, at: big, 4) == 0x0606_4B50 {
      entries = Self.number(bytes, at: big + 32, 7)
    } else {
      entries = few
    }
  }

  private static func number(_ bytes: [UInt8], at index: Int, _ length: Int) -> Int {
    bytes[index..<index + length].reversed().reduce(0) { $0 << 8 | Int($1) }
  }
}

extension ZipEnd {
  /// Refuses a zip whose own directory says that it has too many entries, before any of them is taken in.
  static func check(start: [UInt8], tail: [UInt8], limits: ArchiveLimits) throws(ArchiveProblem) {
    guard ArchiveKind(prefix: start) == .zip, let end = ZipEnd(in: tail) else { return }
    guard end.entries <= limits.entries else { throw .tooManyEntries(limit: limits.entries) }
  }

  static func check(descriptor: Int32, limits: ArchiveLimits) throws(ArchiveProblem) {
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { throw .unreadable(.last("fstat", "archive")) }
    let start = try piece(of: descriptor, at: 0, ArchiveKind.prefixLength)
    let tail = try piece(of: descriptor, at: max(0, Int(status.st_size) - length), length)
    try check(start: start, tail: tail, limits: limits)
  }

  private static func piece(
    of descriptor: Int32, at offset: Int, _ length: Int
  ) throws(ArchiveProblem) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: length)
    let count = unsafe bytes.withUnsafeMutableBytes {
      unsafe pread(descriptor, $0.baseAddress, $0.count, off_t(offset))
    }
    guard count >= 0 else { throw .unreadable(.last("read", "archive")) }
    return Array(bytes.prefix(count))
  }
}
