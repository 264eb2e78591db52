/// Text made short for a table.
enum Shortening {
  /// An ID without its algorithm, cut to twelve digits.
  static func id(_ id: String) -> String {
    let digits = id.split(separator: ":", maxSplits: 1).last ?? ""
    return String(digits.prefix(12))
  }

  /// At most `length` characters, the last one `…` when something was cut.
  static func ellipsis(_ text: String, _ length: Int) -> String {
    let scalars = text.unicodeScalars
    guard scalars.count > length else { return text }
    return String(String.UnicodeScalarView(scalars.prefix(length - 1))) + "…"
  }
}
