/// Names as they are compared: people write the same one in many ways.
enum FoldedName {
  /// Without letter case and surrounding space, full-width letters and digits as usual ones, runs of space as one.
  static func of(_ name: some StringProtocol) -> String {
    var folded = ""
    var isSpace = false
    for scalar in name.lowercased().unicodeScalars {
      let plain = narrowed(scalar)
      if plain.properties.isWhitespace {
        isSpace = !folded.isEmpty
      } else {
        if isSpace { folded += " " }
        isSpace = false
        folded.unicodeScalars.append(plain)
      }
    }
    // The two ways of writing é and が are the same character to Swift, but not to a comparison of bytes.
    return folded
  }

  /// The parts of a full name in an order of their own, so that surname and given name may change places.
  static func parts(of name: String) -> [String] {
    of(name).split { $0 == " " || $0 == "," || $0 == "、" }.map(String.init).sorted()
  }

  /// Letters and digits only, as in Canvas's names of files.
  static func compact(_ name: String) -> String {
    of(name).filter { $0.isLetter || $0.isNumber }
  }

  /// U+FF01 to U+FF5E are the ASCII characters in the width of East Asian writing.
  private static func narrowed(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    guard (0xFF01...0xFF5E).contains(scalar.value) else { return scalar }
    let plain = Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
    return Unicode.Scalar(String(plain).lowercased()) ?? plain
  }
}
