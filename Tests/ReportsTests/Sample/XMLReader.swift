/// Reads XML as strictly as its reader at the other end: whatever is not well-formed is an error.
struct XMLReader {
  struct Element {
    var name: String
    var attributes: [String: String]
    var text = ""
    var path: [String]
  }

  struct Malformed: Error, CustomStringConvertible {
    let description: String
  }

  private(set) var elements: [Element] = []

  init(_ document: String) throws {
    for scalar in document.unicodeScalars where !Self.isAllowed(scalar) {
      throw Malformed(description: "U+\(String(scalar.value, radix: 16)) is no character of XML 1.0")
    }
    var rest = document[...]
    guard rest.hasPrefix("<?xml "), let end = rest.firstRange(of: "?>") else {
      throw Malformed(description: "no declaration")
    }
    rest = rest[end.upperBound...]
    var open: [Int] = []
    while let start = rest.firstIndex(of: "<") {
      let text = try Self.resolved(rest[..<start])
      if let last = open.last { elements[last].text += text }
      guard let close = rest.firstIndex(of: ">"), start < close else {
        throw Malformed(description: "open tag")
      }
      let tag = rest[rest.index(after: start)..<close]
      rest = rest[rest.index(after: close)...]
      if tag.hasPrefix("/") {
        guard let last = open.popLast(), elements[last].name == tag.dropFirst() else {
          throw Malformed(description: "</\(tag)> closes nothing")
        }
      } else {
        elements.append(try Self.element(tag, in: open.map { elements[$0].name }))
        if !tag.hasSuffix("/") { open.append(elements.count - 1) }
      }
    }
    guard open.isEmpty, rest.allSatisfy(\.isWhitespace) else { throw Malformed(description: "not closed") }
  }

  private static func element(_ tag: Substring, in path: [String]) throws -> Element {
    var rest = tag.hasSuffix("/") ? tag.dropLast() : tag
    let name = rest.prefix { $0.isLetter || $0 == "-" }
    rest = rest.dropFirst(name.count)
    var attributes: [String: String] = [:]
    while let first = rest.first {
      guard first == " ", let equals = rest.firstRange(of: "=\"") else {
        throw Malformed(description: "attributes of <\(tag)>")
      }
      let key = String(rest[..<equals.lowerBound].dropFirst())
      let value = rest[equals.upperBound...].prefix { $0 != "\"" }
      guard attributes[key] == nil, value.endIndex < rest.endIndex, !value.contains("<") else {
        throw Malformed(description: "attribute \(key) of <\(tag)>")
      }
      attributes[key] = try resolved(value)
      rest = rest[rest.index(after: value.endIndex)...]
    }
    return Element(name: String(name), attributes: attributes, path: path + [String(name)])
  }

  private static func resolved(_ text: Substring) throws -> String {
    guard !text.contains("]]>") else { throw Malformed(description: "]]> in text") }
    var result = ""
    var rest = text
    while let character = rest.popFirst() {
      guard character == "&" else {
        result.append(character)
        continue
      }
      let name = rest.prefix { $0 != ";" }
      rest = rest.dropFirst(name.count + 1)
      let known = [
        "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "#39": "'", "#9": "\t", "#10": "\n", "#13": "\r",
      ]
      guard let value = known[String(name)] else { throw Malformed(description: "&\(name.prefix(20));") }
      result += value
    }
    return result
  }

  private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x9, 0xA, 0xD, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: true
    default: false
    }
  }
}
