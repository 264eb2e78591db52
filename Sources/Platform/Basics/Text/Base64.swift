/// Base64 (RFC 4648), with padding.
package enum Base64 {
  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
  private static let urlAlphabet = Array(alphabet.dropLast(2) + "-_".utf8)

  /// Writes bytes, `isForURL` with `-` and `_` (section 5) in place of `+` and `/` (section 4).
  package static func encoded(_ bytes: [UInt8], isForURL: Bool = false) -> String {
    let alphabet = isForURL ? urlAlphabet : alphabet
    var result: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
      for index in 0..<4 {
        let isFilled = index <= group.count
        result.append(isFilled ? alphabet[bits >> (18 - 6 * index) & 63] : UInt8(ascii: "="))
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// Reads either alphabet, with its padding or without; `nil` for anything else.
  package static func decoded(_ text: String) -> [UInt8]? {
    let padding = text.utf8.reversed().prefix { $0 == UInt8(ascii: "=") }.count
    let digits = text.utf8.dropLast(padding)
    guard padding <= 2, digits.count % 4 != 1 else { return nil }
    var result: [UInt8] = []
    var bits = 0
    var count = 0
    for byte in digits {
      guard let value = alphabet.firstIndex(of: byte) ?? urlAlphabet.firstIndex(of: byte) else { return nil }
      bits = bits << 6 | value
      count += 6
      if count >= 8 {
        count -= 8
        result.append(UInt8(truncatingIfNeeded: bits >> count))
        bits &= (1 << count) - 1
      }
    }
    return result
  }
}
