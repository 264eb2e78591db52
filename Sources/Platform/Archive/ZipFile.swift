import CArchive

/// Small zip archives as dojo writes them.
package enum ZipFile {
  /// One file of an archive.
  package struct Member: Sendable, Hashable {
    package let name: String
    package let bytes: [UInt8]

    package init(name: String, bytes: [UInt8]) {
      self.name = name
      self.bytes = bytes
    }
  }

  /// An archive of these files in this order, without times: the same files always give the same bytes.
  package static func bytes(of members: [Member]) throws(ArchiveProblem) -> [UInt8] {
    guard ArchiveLibrary.isUsable else { throw .noLibrary }
    // What is written for a file besides its bytes is short, and nothing grows much when it is compressed.
    let room = members.reduce(4_096) { $0 + $1.bytes.count * 9 / 8 + $1.name.utf8.count * 2 + 1_024 }
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: room, alignment: 1)
    defer { unsafe buffer.deallocate() }
    let used = UnsafeMutablePointer<Int>.allocate(capacity: 1)
    unsafe used.initialize(to: 0)
    defer { unsafe used.deallocate() }
    guard let writer = unsafe dojo_archive_zip_writer(buffer.baseAddress, room, used) else {
      throw .damaged("the writer did not start")
    }
    let isWritten = members.allSatisfy { member in
      unsafe member.bytes.withUnsafeBytes { bytes in
        unsafe dojo_archive_write(writer, member.name, bytes.baseAddress, bytes.count) == ARCHIVE_OK
      }
    }
    let isClosed = unsafe dojo_archive_close_writer(writer) == ARCHIVE_OK
    guard isWritten, isClosed else { throw .damaged("the writer failed") }
    return unsafe Array(buffer.prefix(used.pointee))
  }
}
