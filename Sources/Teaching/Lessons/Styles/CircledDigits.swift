/// Numbers in a circle or in the key of a keyboard.
enum CircledDigits {
  /// ① to ⑳ and ㉑ to ㊿, also the black ❶ to ❿ and 1️⃣ to 🔟.
  static func value(of character: Character) -> Int? {
    let scalars = character.unicodeScalars
    guard let first = scalars.first?.value, first > 0x2F else { return nil }
    if [0x2460...0x2473, 0x2776...0x277F, 0x3251...0x325F, 0x32B1...0x32BF].contains(where: {
      $0.contains(first)
    }) {
      return character.wholeNumberValue
    }
    if first == 0x1F51F { return 10 }
    guard (0x30...0x39).contains(first), scalars.contains(where: { $0.value == 0x20E3 }) else { return nil }
    return Int(first) - 0x30
  }
}
