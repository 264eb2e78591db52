/// Text from outside, made safe to look at.
package enum Plain {
  /// Shows what would act instead of being seen: control characters, terminal escapes, reversed writing, line breaks.
  ///
  /// ASCII controls become their pictures (`␛`), everything else of that kind its number (`\u{202E}`). Ordinary text,
  /// whatever its language, stays as it is.
  package static func visible(_ text: String) -> String { shown(text) { _ in false } }

  /// The same, but lines and tabs stay: for what a program printed.
  package static func visibleLines(_ text: String) -> String {
    // A carriage return before a line feed is how terminals end lines; Swift takes the two for one character.
    let lines = text.split(separator: "\r\n", omittingEmptySubsequences: false).joined(separator: "\n")
    return shown(lines) { $0 == "\n" || $0 == "\t" }
  }

  /// At most so many characters, with `…` where something was left out.
  package static func cut(_ text: String, to count: Int) -> String {
    guard let end = text.index(text.startIndex, offsetBy: count, limitedBy: text.endIndex),
      end < text.endIndex
    else { return text }
    return text[..<end] + "…"
  }

  /// A name as a heading or a row can hold it: visible, and not longer than anyone would read.
  package static func name(_ text: String) -> String { cut(visible(text), to: 200) }

  private static func shown(_ text: String, keeping: (Unicode.Scalar) -> Bool) -> String {
    guard text.unicodeScalars.contains(where: { acts($0) && !keeping($0) }) else { return text }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      guard acts(scalar), !keeping(scalar) else {
        result.append(scalar)
        continue
      }
      result.append(contentsOf: picture(of: scalar).unicodeScalars)
    }
    return String(result)
  }

  private static func picture(of scalar: Unicode.Scalar) -> String {
    switch scalar.value {
    case 0..<0x20: Unicode.Scalar(0x2400 + scalar.value).map { String($0) } ?? ""
    case 0x7F: "␡"
    default: "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
    }
  }

  /// Whether a character has an effect in place of a shape.
  ///
  /// Joiners between letters (U+200C, U+200D) are left alone: scripts and emoji need them.
  private static func acts(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029: true
    // Marks that change the direction of writing: UAX #9, section 2.
    case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
    case 0xFEFF, 0xE0000...0xE007F, 0xFFF9...0xFFFB: true
    default: scalar.isNoncharacter
    }
  }
}
