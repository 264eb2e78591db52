/// Writes gzip files (RFC 1952) without making anything smaller (RFC 1951, 3.2.4: stored blocks).
///
/// Layers must travel as gzip; how well they are packed is nobody's lesson.
enum Gzip {
  private static let longestBlock = 65_535

  /// The same bytes always give the same file.
  static func wrap(_ bytes: [UInt8]) -> [UInt8] {
    var file: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF]
    file.reserveCapacity(bytes.count + bytes.count / longestBlock * 5 + 32)
    var start = 0
    repeat {
      let end = min(start + longestBlock, bytes.count)
      let length = UInt16(end - start)
      file.append(end == bytes.count ? 1 : 0)
      file += little(UInt32(length) | UInt32(~length) << 16)
      file += bytes[start..<end]
      start = end
    } while start < bytes.count
    return file + little(checksum(bytes)) + little(UInt32(truncatingIfNeeded: bytes.count))
  }

  private static func little(_ number: UInt32) -> [UInt8] {
    [0, 8, 16, 24].map { UInt8(truncatingIfNeeded: number >> $0) }
  }

  /// The CRC-32 of RFC 1952, 8.
  static func checksum(_ bytes: [UInt8]) -> UInt32 {
    var value: UInt32 = 0xFFFF_FFFF
    for byte in bytes { value = table[Int((value ^ UInt32(byte)) & 0xFF)] ^ value >> 8 }
    return ~value
  }

  private static let table: [UInt32] = (0..<256).map { index in
    (0..<8).reduce(UInt32(index)) { value, _ in value & 1 == 1 ? 0xEDB8_8320 ^ value >> 1 : value >> 1 }
  }
}
