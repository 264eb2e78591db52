/// The name of an upload session: 128 unguessable bits, spelled as a UUID.
package struct UploadID: Hashable, Sendable, CustomStringConvertible {
  package let description: String

  /// Makes a fresh name from the system's random numbers.
  package init() {
    // Two words, since each number drawn is a call into the system.
    let words = [UInt64.random(in: 0 ... .max), UInt64.random(in: 0 ... .max)]
    self.init(bytes: words.flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> (8 * $0)) } })
  }

  /// Reads 36 characters of lower-case hexadecimal digits and hyphens in their places.
  package init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count == 36 else { return nil }
    for (index, byte) in bytes.enumerated() {
      let isHyphen = [8, 13, 18, 23].contains(index)
      let isHex = (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte)
      guard isHyphen ? byte == UInt8(ascii: "-") : isHex else { return nil }
    }
    description = text
  }

  private init(bytes: [UInt8]) {
    var bytes = bytes
    bytes[6] = bytes[6] & 0x0F | 0x40
    bytes[8] = bytes[8] & 0x3F | 0x80
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    for (index, byte) in bytes.enumerated() {
      if [4, 6, 8, 10].contains(index) { text.append(UInt8(ascii: "-")) }
      text += [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
    description = String(decoding: text, as: UTF8.self)
  }
}
