/// A single file that bzip2 or xz has packed.
package enum PackedFile {
  /// Whether the bytes begin as such a file does (bzip2's "BZh", .xz file format 2.1.1.1).
  package static func recognises(_ bytes: [UInt8]) -> Bool {
    bytes.starts(with: [0x42, 0x5A, 0x68]) || bytes.starts(with: [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00])
  }

  /// What the file holds; unpacking stops at `limit` bytes, so that a small file cannot fill the memory.
  ///
  /// - Throws: `ArchiveProblem` for a file that breaks off, holds too much, or is packed otherwise.
  package static func unpack(_ bytes: [UInt8], limit: Int = 1 << 30) throws(ArchiveProblem) -> [UInt8] {
    let handle = try ArchiveHandle(bytes: bytes, isPackedFile: true)
    guard try handle.next() != nil else { return [] }
    var all: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      switch try handle.read(into: &chunk) {
      case .success(0): return all
      case .success(let count):
        guard all.count + count <= limit else { throw .tooManyBytes(limit: limit) }
        all += chunk.prefix(count)
      case .failure(let refusal): throw .damaged("\(refusal)")
      }
    }
  }
}
