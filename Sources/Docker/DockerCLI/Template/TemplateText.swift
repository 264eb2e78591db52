import Basics

/// The functions that docker adds for text.
enum TemplateText {
  static func call(_ name: String, _ arguments: [JSONValue]) throws(TemplateFunctionError) -> JSONValue {
    switch name {
    case "lower": return .string(try text(0, arguments, name).lowercased())
    case "upper": return .string(try text(0, arguments, name).uppercased())
    case "title": return .string(title(try text(0, arguments, name)))
    case "split":
      let (whole, separator) = (try text(0, arguments, name), try text(1, arguments, name))
      return .array(split(whole, separator).map { .string($0) })
    case "join":
      let separator = try text(1, arguments, name)
      if case .null? = arguments.first { return "" }
      guard case .array(let elements)? = arguments.first else { return arguments.first ?? .null }
      return .string(elements.map { TemplateValue.json($0).printed }.joined(separator: separator))
    case "truncate":
      let length = arguments.dropFirst().first?.int ?? 0
      return .string(
        String(try text(0, arguments, name).unicodeScalars.prefix(max(0, length)).map(Character.init)))
    case "pad":
      let content = try text(0, arguments, name)
      guard !content.isEmpty else { return .string("") }
      let (before, after) = (arguments.dropFirst().first?.int ?? 0, arguments.dropFirst(2).first?.int ?? 0)
      return .string(
        String(repeating: " ", count: max(0, before)) + content + String(repeating: " ", count: max(0, after))
      )
    default: throw TemplateFunctionError(reason: "not a function")
    }
  }

  private static func text(
    _ index: Int, _ arguments: [JSONValue], _ name: String
  ) throws(TemplateFunctionError) -> String {
    let value = try TemplateFunctions.argument(index, of: arguments, name, count: nil)
    guard case .string(let text) = value else {
      throw TemplateFunctionError(
        reason: "wrong type for value; expected string; got \(TemplateValue.json(value).printed)",
        isWrongCall: true)
    }
    return text
  }

  /// Capitalises every word; a word begins behind anything that is no letter, digit or underscore.
  private static func title(_ text: String) -> String {
    var previous: Character = " "
    return String(
      text.map { character in
        defer { previous = character }
        let isInside = previous.isLetter || previous.isNumber || previous == "_" || previous == "'"
        return isInside ? character : Character(character.uppercased())
      })
  }

  private static func split(_ text: String, _ separator: String) -> [String] {
    guard !separator.isEmpty else { return text.map(String.init) }
    var parts: [String] = []
    var part: [UInt8] = []
    let (bytes, mark) = (Array(text.utf8), Array(separator.utf8))
    var index = 0
    while index < bytes.count {
      if bytes[index...].starts(with: mark) {
        parts.append(String(decoding: part, as: UTF8.self))
        part = []
        index += mark.count
      } else {
        part.append(bytes[index])
        index += 1
      }
    }
    return parts + [String(decoding: part, as: UTF8.self)]
  }
}
