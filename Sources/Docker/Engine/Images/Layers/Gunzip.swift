/// Reads gzip files (RFC 1952), as layers travel.
enum Gunzip {
  /// Whether the bytes start as a gzip file does.
  static func recognises(_ bytes: [UInt8]) -> Bool {
    bytes.starts(with: [0x1F, 0x8B, 0x08])
  }

  /// The content of the first member of a gzip file; unpacking stops at `limit` bytes of content, so that a small
  /// file cannot fill the memory.
  static func unpack(_ bytes: [UInt8], limit: Int = 1 << 30) throws(LayerError) -> [UInt8] {
    guard recognises(bytes), bytes.count > 18 else { throw .notGzip }
    var inflater = Inflater(bytes[try contentOffset(bytes)...], limit: limit)
    return try inflater.run()
  }

  /// Where the deflate blocks start: after ten bytes and the optional fields that the flags announce.
  private static func contentOffset(_ bytes: [UInt8]) throws(LayerError) -> Int {
    let flags = bytes[3]
    var offset = 10
    if flags & 0x04 != 0 {
      guard bytes.count > offset + 2 else { throw .truncated }
      offset += 2 + Int(bytes[offset]) + Int(bytes[offset + 1]) << 8
    }
    for flag: UInt8 in [0x08, 0x10] where flags & flag != 0 {
      guard offset < bytes.count, let end = bytes[offset...].firstIndex(of: 0) else { throw .truncated }
      offset = end + 1
    }
    if flags & 0x02 != 0 { offset += 2 }
    guard offset < bytes.count else { throw .truncated }
    return offset
  }
}

/// Why a layer could not be read.
enum LayerError: Error, Equatable {
  case notGzip
  case truncated
  case corrupt
  case tooLarge
}
