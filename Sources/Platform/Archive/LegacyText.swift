#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Text of which nobody says how it is encoded.
package enum LegacyText {
  /// Reads UTF-8, else CP932 as Windows in Japan writes it, else Latin-1, which any bytes are.
  package static func decoded(_ bytes: some Collection<UInt8>) -> String {
    let bytes = Array(bytes)
    return String(validating: bytes, as: UTF8.self) ?? japanese(bytes) ?? latin1(bytes)
  }

  /// Reads CP932; `nil` for bytes that are none.
  package static func japanese(_ bytes: [UInt8]) -> String? {
    guard let converter = unsafe iconv_open("UTF-8", "CP932"), unsafe converter != iconv_t(bitPattern: -1)
    else { return nil }
    defer { unsafe iconv_close(converter) }
    // Two bytes become at most three, one byte at most three.
    var result = [UInt8](repeating: 0, count: bytes.count * 3 + 4)
    var source = bytes.map { CChar(bitPattern: $0) }
    var (left, room) = (source.count, result.count)
    let outcome = unsafe source.withUnsafeMutableBufferPointer { source in
      unsafe result.withUnsafeMutableBytes { result in
        var from = source.baseAddress
        var to = unsafe result.baseAddress?.assumingMemoryBound(to: CChar.self)
        return unsafe iconv(converter, &from, &left, &to, &room)
      }
    }
    guard outcome != .max, left == 0 else { return nil }
    return String(validating: result.dropLast(room), as: UTF8.self)
  }

  /// Every byte is the character of the same number.
  private static func latin1(_ bytes: [UInt8]) -> String {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count * 2)
    for byte in bytes {
      if byte < 0x80 { text.append(byte) } else { text += [0xC0 | byte >> 6, 0x80 | byte & 0x3F] }
    }
    return String(decoding: text, as: UTF8.self)
  }
}
