/// Gzip containers (RFC 1952) whose deflate blocks are stored, so that no compressor decides about their bytes.
package enum StoredGzip {
  /// The gzip file that holds `content`; the same bytes for the same content, on every computer.
  package static func wrap(_ content: [UInt8]) -> [UInt8] {
    // Magic, deflate, no flags, no time, no extra flags, unknown operating system.
    var bytes: [UInt8] = [0x1F, 0x8B, 0x08, 0, 0, 0, 0, 0, 0, 0xFF]
    bytes += storedBlocks(content)
    bytes += littleEndian(CRC32.checksum(content))
    bytes += littleEndian(UInt32(truncatingIfNeeded: content.count))
    return bytes
  }

  /// The content as stored blocks (RFC 1951 section 3.2.4), each at most 65 535 bytes.
  private static func storedBlocks(_ content: [UInt8]) -> [UInt8] {
    var bytes: [UInt8] = []
    var start = 0
    repeat {
      let end = min(start + 0xFFFF, content.count)
      let length = UInt16(end - start)
      bytes.append(end == content.count ? 1 : 0)
      bytes += [UInt8(truncatingIfNeeded: length), UInt8(length >> 8)]
      bytes += [UInt8(truncatingIfNeeded: ~length), UInt8(~length >> 8)]
      bytes += content[start..<end]
      start = end
    } while start < content.count
    return bytes
  }

  private static func littleEndian(_ number: UInt32) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
  }
}

/// The checksum of gzip (ISO 3309, reflected polynomial 0xEDB88320).
package enum CRC32 {
  package static func checksum(_ bytes: some Sequence<UInt8>) -> UInt32 {
    ~bytes.reduce(~0) { sum, byte in
      (sum >> 8) ^ table[Int(UInt8(truncatingIfNeeded: sum) ^ byte)]
    }
  }

  private static let table: [UInt32] = (0..<256).map { index in
    (0..<8).reduce(UInt32(index)) { value, _ in
      value & 1 == 1 ? (value >> 1) ^ 0xEDB8_8320 : value >> 1
    }
  }
}
