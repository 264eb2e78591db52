/// Reads a page as strictly as XML wants it: every element closed in its order, every attribute quoted.
struct PageReader {
  struct Element: Equatable {
    let name: String
    let attributes: [String: String]
    /// The names of the elements around it, the outermost first.
    let around: [String]
  }

  struct Mistake: Error, CustomStringConvertible {
    let description: String
  }

  private(set) var elements: [Element] = []
  private var open: [String] = []
  private var rest: Substring.UTF8View

  static func elements(of page: String) throws -> [Element] {
    var reader = PageReader(rest: page.utf8[...])
    try reader.read()
    return reader.elements
  }

  private init(rest: Substring.UTF8View) { self.rest = rest }

  private mutating func read() throws {
    guard take("<!DOCTYPE html>") else { throw Mistake(description: "no document type") }
    while let start = rest.firstIndex(of: UInt8(ascii: "<")) {
      guard !rest[..<start].contains(UInt8(ascii: ">")) || open.last == "style" else {
        throw Mistake(description: "a bare > in \(open)")
      }
      rest = rest[start...]
      if take("</") { try closeElement() } else { try openElement() }
    }
    guard open.isEmpty else { throw Mistake(description: "never closed: \(open)") }
  }

  private mutating func closeElement() throws {
    let name = word()
    guard take(">"), open.popLast() == name else {
      throw Mistake(description: "</\(name)> where \(open) is open")
    }
  }

  private mutating func openElement() throws {
    _ = take("<")
    let name = word()
    guard !name.isEmpty else { throw Mistake(description: "a bare < in \(open)") }
    var attributes: [String: String] = [:]
    while take(" "), !take("/>") {
      let key = word()
      guard take("=\""), let end = rest.firstIndex(of: UInt8(ascii: "\"")) else {
        throw Mistake(description: "an attribute of <\(name)> without quotes: \(key)")
      }
      guard attributes.updateValue(String(rest[..<end]) ?? "", forKey: key) == nil else {
        throw Mistake(description: "<\(name)> has \(key) twice")
      }
      rest = rest[rest.index(after: end)...]
    }
    elements.append(Element(name: name, attributes: attributes, around: open))
    if take(">") { open.append(name) }
  }

  private mutating func word() -> String {
    let end = rest.firstIndex { !isPartOfWord($0) } ?? rest.endIndex
    defer { rest = rest[end...] }
    return String(rest[..<end]) ?? ""
  }

  private func isPartOfWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): true
    default: false
    }
  }

  private mutating func take(_ text: StaticString) -> Bool {
    let bytes = "\(text)".utf8
    guard rest.starts(with: bytes) else { return false }
    rest = rest.dropFirst(bytes.count)
    return true
  }
}
