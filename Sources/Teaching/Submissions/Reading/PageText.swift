/// The text of an HTML page, its paragraphs and line breaks as lines.
struct PageText {
  private(set) var text: [UInt8] = []
  private let page: [UInt8]
  private var position = 0
  /// Where the next `>` stands; the end when there is none, so that nothing is searched twice.
  private var close = 0

  /// Reads a page, or a piece of one as an editor makes it.
  static func lines(of html: String) -> String {
    var reader = PageText(page: Array(html.utf8))
    reader.read()
    return String(decoding: reader.text, as: UTF8.self)
  }

  private init(page: [UInt8]) {
    self.page = page
  }

  private mutating func read() {
    while position < page.count {
      switch page[position] {
      case UInt8(ascii: "<"): readTag()
      case UInt8(ascii: "&"): readEntity()
      case let byte:
        text.append(byte)
        position += 1
      }
    }
  }

  private mutating func readTag() {
    if close <= position { close = page[position...].firstIndex(of: UInt8(ascii: ">")) ?? page.count }
    let inside = page[(position + 1)...].prefix(12).prefix { Self.isTagByte($0) }
    guard close < page.count, !inside.isEmpty else {
      text.append(page[position])
      position += 1
      return
    }
    position = close + 1
    let name = String(decoding: inside, as: UTF8.self).lowercased()
    if Self.breaking.contains(name), let last = text.last, last != UInt8(ascii: "\n") {
      text.append(UInt8(ascii: "\n"))
    }
    if ["style", "script", "head"].contains(name) { skip(to: Array("</\(name)".utf8)) }
  }

  private mutating func skip(to mark: [UInt8]) {
    while position < page.count, !page[position...].starts(with: mark) { position += 1 }
  }

  private mutating func readEntity() {
    let rest = page[(position + 1)...].prefix(11)
    guard let end = rest.firstIndex(of: UInt8(ascii: ";")) else {
      text.append(page[position])
      position += 1
      return
    }
    let name = String(decoding: rest[..<end], as: UTF8.self)
    text += Array((Self.named[name] ?? Self.number(name) ?? "&\(name);").utf8)
    position = end + 1
  }

  private static func isTagByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "/"), UInt8(ascii: "!"): true
    default: false
    }
  }

  private static let named = [
    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": " ",
  ]

  private static let breaking: Set<String> = [
    "p", "/p", "br", "br/", "div", "/div", "li", "/li", "pre", "/pre", "tr", "/tr", "h1", "h2", "h3", "/h1",
    "/h2", "/h3",
  ]

  private static func number(_ name: String) -> String? {
    guard name.first == "#" else { return nil }
    let digits = name.dropFirst()
    let isHexadecimal = digits.first == "x" || digits.first == "X"
    let value = isHexadecimal ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
    guard let value, let scalar = Unicode.Scalar(value) else { return nil }
    return value == 0xA0 ? " " : String(Character(scalar))
  }
}
