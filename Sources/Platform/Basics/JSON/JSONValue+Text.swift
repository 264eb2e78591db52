extension JSONValue {
  /// How a document is spelled.
  package struct TextFormat: Sendable {
    /// Spaces an inner level is indented by; `nil` puts everything on one line without spaces.
    package var indent: Int?
    /// Whether `<`, `>` and `&` are escaped, as Go's encoder does by default.
    package var escapesHTML: Bool

    package init(indent: Int? = nil, escapesHTML: Bool = false) {
      self.indent = indent
      self.escapesHTML = escapesHTML
    }
  }

  /// The document as text, without a final newline.
  package func text(_ format: TextFormat = TextFormat()) -> String {
    String(decoding: utf8(format), as: UTF8.self)
  }

  /// The document as UTF-8 bytes, without a final newline.
  package func utf8(_ format: TextFormat = TextFormat()) -> [UInt8] {
    var writer = JSONWriter(format: format)
    writer.write(self, level: 0)
    return writer.bytes
  }
}

private struct JSONWriter {
  let format: JSONValue.TextFormat
  var bytes: [UInt8] = []

  init(format: JSONValue.TextFormat) {
    self.format = format
  }

  mutating func write(_ value: JSONValue, level: Int) {
    switch value {
    case .null: bytes += "null".utf8
    case .bool(let flag): bytes += (flag ? "true" : "false").utf8
    case .number(let text): bytes += text.utf8
    case .string(let text): write(string: text)
    case .array(let elements):
      writeGroup("[", "]", elements, level: level) { writer, element in
        writer.write(element, level: level + 1)
      }
    case .object(let object):
      writeGroup("{", "}", object.members, level: level) { writer, member in
        writer.write(string: member.key)
        writer.bytes += (writer.format.indent == nil ? ":" : ": ").utf8
        writer.write(member.value, level: level + 1)
      }
    }
  }

  private mutating func writeGroup<Element>(
    _ opening: String, _ closing: String, _ elements: [Element], level: Int,
    _ body: (inout Self, Element) -> Void
  ) {
    bytes += opening.utf8
    for (index, element) in elements.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      breakLine(level: level + 1)
      body(&self, element)
    }
    if !elements.isEmpty { breakLine(level: level) }
    bytes += closing.utf8
  }

  private mutating func breakLine(level: Int) {
    guard let indent = format.indent else { return }
    bytes.append(0x0A)
    bytes += Array(repeating: 0x20, count: indent * level)
  }

  private mutating func write(string: String) {
    bytes.append(UInt8(ascii: "\""))
    if string.utf8.allSatisfy(isPlain) { bytes += string.utf8 } else { writeScalars(of: string) }
    bytes.append(UInt8(ascii: "\""))
  }

  /// Whether a byte stands for itself wherever it occurs; what begins U+2028 and U+2029 is looked at as a whole.
  private func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x00..<0x20, UInt8(ascii: "\""), UInt8(ascii: "\\"), 0xE2: false
    case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "&"): !format.escapesHTML
    default: true
    }
  }

  private mutating func writeScalars(of string: String) {
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": bytes += "\\\"".utf8
      case "\\": bytes += "\\\\".utf8
      case "\n": bytes += "\\n".utf8
      case "\r": bytes += "\\r".utf8
      case "\t": bytes += "\\t".utf8
      case "<", ">", "&":
        if format.escapesHTML { writeEscaped(scalar) } else { bytes.append(UInt8(scalar.value)) }
      case "\u{2028}", "\u{2029}": writeEscaped(scalar)
      case _ where scalar.value < 0x20: writeEscaped(scalar)
      case _ where scalar.value < 0x80: bytes.append(UInt8(scalar.value))
      default: bytes += UTF8.encode(scalar)?.map(\.self) ?? []
      }
    }
  }

  private mutating func writeEscaped(_ scalar: Unicode.Scalar) {
    let digits = String(scalar.value, radix: 16)
    bytes += "\\u".utf8
    bytes += String(repeating: "0", count: 4 - digits.utf8.count).utf8
    bytes += digits.utf8
  }
}
