/// A zip file put together by hand, so that it can hold what no well-meaning program writes.
package struct ZipBytes {
  private var body: [UInt8] = []
  private var directory: [UInt8] = []
  private var count = 0

  package init() {}

  /// Adds an uncompressed entry; `mode` is the Unix mode, file type included, `flags` the general purpose bits.
  package mutating func add(
    _ name: String, _ content: String = "", mode: UInt32 = 0o100_644, flags: UInt16 = 0x800
  ) {
    add(name: Array(name.utf8), Array(content.utf8), mode: mode, flags: flags)
  }

  /// Adds an entry whose name need not be text.
  package mutating func add(
    name: [UInt8], _ content: [UInt8], mode: UInt32 = 0o100_644, flags: UInt16 = 0, claimedSize: Int? = nil
  ) {
    let offset = body.count
    // 2024-01-02 03:04:06, as MS-DOS counts.
    var shared = [20, Int(flags), 0, 0x1883, 0x5822].flatMap(two)
    shared += [Int(checksum(content)), content.count, claimedSize ?? content.count].flatMap(four)
    shared += [name.count, 0].flatMap(two)
    body += four(0x0403_4B50) + shared + name + content
    directory += four(0x0201_4B50) + two(0x031E) + shared
    directory += [0, 0, 0].flatMap(two) + [Int(mode) << 16, offset].flatMap(four) + name
    count += 1
  }

  /// The whole file; `claimedCount` is what its end says about the number of entries.
  package func bytes(claimedCount: Int? = nil) -> [UInt8] {
    let number = min(claimedCount ?? count, 0xFFFF)
    let end = four(0x0605_4B50) + [0, 0, number, number].flatMap(two)
    return body + directory + end + [directory.count, body.count].flatMap(four) + two(0)
  }
}

/// A tar file put together by hand.
package struct TarBytes {
  private var body: [UInt8] = []

  package init() {}

  /// Adds an entry; `type` is the type flag of POSIX: `0` file, `1` hard link, `2` symbolic link, `3` device, `5` folder,
  /// `6` FIFO.
  package mutating func add(
    _ name: String, _ content: String = "", type: Character = "0", target: String = "",
    claimedSize: Int? = nil
  ) {
    var head = [UInt8](repeating: 0, count: 512)
    func put(_ text: String, at offset: Int) {
      for (index, byte) in text.utf8.enumerated() { head[offset + index] = byte }
    }
    func octal(_ number: Int, _ width: Int) -> String {
      let digits = String(number, radix: 8)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    put(name, at: 0)
    put(octal(0o644, 7), at: 100)
    put(octal(0, 7), at: 108)
    put(octal(0, 7), at: 116)
    put(octal(claimedSize ?? content.utf8.count, 11), at: 124)
    put(octal(1_704_164_646, 11), at: 136)
    put("        ", at: 148)
    put(String(type), at: 156)
    put(target, at: 157)
    put("ustar", at: 257)
    put("00", at: 263)
    put(octal(head.reduce(0) { $0 + Int($1) }, 6), at: 148)
    head[154] = 0
    let padding = [UInt8](repeating: 0, count: (512 - content.utf8.count % 512) % 512)
    body += head + Array(content.utf8) + padding
  }

  package func bytes() -> [UInt8] { body + [UInt8](repeating: 0, count: 1_024) }

  /// The file as gzip without compression.
  package func gzipped() -> [UInt8] {
    let all = bytes()
    var result: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3]
    for start in stride(from: 0, to: all.count, by: 0xFFFF) {
      let piece = all[start..<min(start + 0xFFFF, all.count)]
      result.append(start + 0xFFFF >= all.count ? 1 : 0)
      result += [piece.count, piece.count ^ 0xFFFF].flatMap(two) + piece
    }
    return result + four(Int(checksum(all))) + four(all.count)
  }
}

private func two(_ number: Int) -> [UInt8] { [UInt8(number & 255), UInt8(number >> 8 & 255)] }
private func four(_ number: Int) -> [UInt8] { two(number & 0xFFFF) + two(number >> 16 & 0xFFFF) }

/// CRC-32 as zip and gzip use it.
private func checksum(_ bytes: [UInt8]) -> UInt32 {
  var value: UInt32 = .max
  for byte in bytes {
    value ^= UInt32(byte)
    for _ in 0..<8 { value = value & 1 == 1 ? (value >> 1) ^ 0xEDB8_8320 : value >> 1 }
  }
  return ~value
}
