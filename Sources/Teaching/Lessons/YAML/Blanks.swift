/// What the `{blanks}` of a lesson stand for.
struct Blanks: Hashable {
  let values: [String: String]

  init(_ values: [String: String]) {
    self.values = values
  }

  var names: [String] { values.keys.sorted() }

  /// The text with every known blank filled in; other braces, `${…}` and `{{…}}` stay as they are.
  func fill(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "{")), !values.isEmpty else { return text }
    var filled = ""
    var rest = text[...]
    while let open = rest.firstIndex(of: "{") {
      filled += rest[..<open]
      let inner = rest[rest.index(after: open)...]
      let isOther = filled.last == "$" || filled.last == "{"
      if !isOther, let close = inner.firstIndex(where: { $0 == "}" || $0 == "{" || $0.isNewline }),
        inner[close] == "}", let value = values[inner[..<close].trimmed]
      {
        filled += value
        rest = inner[inner.index(after: close)...]
      } else {
        filled.append("{")
        rest = inner
      }
    }
    return filled + rest
  }
}
