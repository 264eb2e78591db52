import Basics

/// `print`, `println`, `printf` and `html`.
enum TemplatePrinting {
  /// Spaces stand only between two values neither of which is text.
  static func print(_ values: [TemplateValue]) -> String {
    var result = ""
    for (index, value) in values.enumerated() {
      if index > 0, !isText(values[index - 1]), !isText(value) { result += " " }
      result += value.printedArgument
    }
    return result
  }

  static func printLine(_ values: [TemplateValue]) -> String {
    values.map(\.printedArgument).joined(separator: " ") + "\n"
  }

  /// The verbs that make sense for documents: `%s %v %d %q %t %x %f %%`, with flags, width and precision.
  static func format(_ format: String, _ values: [TemplateValue]) -> String {
    var result = ""
    var rest = format[...]
    var values = values[...]
    while let character = rest.popFirst() {
      guard character == "%" else {
        result.append(character)
        continue
      }
      let directive = rest.prefix { "-+ 0#.123456789".contains($0) }
      rest = rest.dropFirst(directive.count)
      guard let verb = rest.popFirst() else { return result + "%!(NOVERB)" }
      if verb == "%" {
        result += "%"
      } else if let value = values.popFirst() {
        let text = rendered(value, verb, directive).map { padded($0, directive) }
        result += text ?? misfit(value, verb, directive)
      } else {
        result += "%!\(verb)(MISSING)"
      }
    }
    guard !values.isEmpty else { return result }
    let extras = values.map { "\(TemplateParameters.typeName($0))=\($0.printedArgument)" }.joined(
      separator: ", ")
    return result + "%!(EXTRA \(extras))"
  }

  static func html(_ text: String) -> String {
    text.map { character in
      switch character {
      case "<": "&lt;"
      case ">": "&gt;"
      case "&": "&amp;"
      case "\"": "&#34;"
      case "'": "&#39;"
      default: String(character)
      }
    }.joined()
  }

  private static func isText(_ value: TemplateValue) -> Bool { value.operand.string != nil }

  /// A value that the verb is not for; what is said of its width holds within.
  private static func misfit(_ value: TemplateValue, _ verb: Character, _ directive: Substring) -> String {
    "%!\(verb)(\(TemplateParameters.typeName(value))=\(padded(value.printedArgument, directive)))"
  }

  private static func rendered(_ value: TemplateValue, _ verb: Character, _ directive: Substring) -> String? {
    let precision = directive.split(separator: ".", omittingEmptySubsequences: false).dropFirst().first
      .map { Int($0) ?? 0 }
    if verb == "T" { return TemplateParameters.typeName(value) }
    switch (verb, value.operand) {
    case ("q", .string(let text)): return GoText.quoted(text)
    case (_, .number(let text)) where whole(text, verb) != nil: return whole(text, verb) ?? text
    case ("x", .string(let text)):
      return text.utf8.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    case ("s", .string(let text)), ("v", .string(let text)):
      return precision.map { String(text.prefix($0)) } ?? text
    case ("f", .number(let text)) where GoNumber.isFraction(text):
      return fixed(Double(text) ?? 0, digits: precision ?? 6)
    case ("e", .number(let text)), ("E", .number(let text)), ("g", .number(let text)),
      ("G", .number(let text)):
      guard GoNumber.isFraction(text), let value = Double(text) else { return nil }
      return exponential(value, verb, digits: precision)
    case ("d", .number(let text)) where !GoNumber.isFraction(text):
      return directive.hasPrefix("+") && !text.hasPrefix("-") ? "+\(text)" : text
    case ("s", .null): return value.printedArgument
    case ("t", .bool), ("v", _), ("s", .array), ("s", .object): return value.printedArgument
    default: return nil
    }
  }

  /// A whole number as the verb writes it; `nil` for verbs that are not for whole numbers.
  private static func whole(_ text: String, _ verb: Character) -> String? {
    guard let number = Int(text) else { return nil }
    switch verb {
    case "x": return String(number, radix: 16)
    case "X": return String(number, radix: 16, uppercase: true)
    case "o": return String(number, radix: 8)
    case "b": return String(number, radix: 2)
    case "c": return UInt32(exactly: number).flatMap(Unicode.Scalar.init).map { String(Character($0)) }
    case "U":
      let digits = String(number, radix: 16, uppercase: true)
      return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    default: return nil
    }
  }

  /// `%e` and `%g`: the shortest that says the same where `%g` has no precision.
  private static func exponential(_ value: Double, _ verb: Character, digits: Int?) -> String {
    if verb == "g" || verb == "G", digits == nil {
      let text = "\(value)"
      return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
    var (exponent, figure) = (0, value)
    while figure.magnitude >= 10 { (exponent, figure) = (exponent + 1, figure / 10) }
    while figure != 0, figure.magnitude < 1 { (exponent, figure) = (exponent - 1, figure * 10) }
    var figures = fixed(figure, digits: digits ?? 6)
    // What rounds up to ten is one of the next power.
    if figures.drop(while: { $0 == "-" }).hasPrefix("10") {
      (exponent, figures) = (exponent + 1, fixed(figure / 10, digits: digits ?? 6))
    }
    let sign = exponent < 0 ? "-" : "+"
    let power = "\(exponent.magnitude)"
    return "\(figures)\(verb.isUppercase ? "E" : "e")\(sign)\(power.count < 2 ? "0" : "")\(power)"
  }

  private static func fixed(_ value: Double, digits: Int) -> String {
    let scale = (0..<digits).reduce(1.0) { scale, _ in scale * 10 }
    let whole = Int((value.magnitude * scale).rounded())
    let figures = String(whole)
    let filled = String(repeating: "0", count: max(0, digits + 1 - figures.count)) + figures
    let sign = value < 0 ? "-" : ""
    return digits == 0 ? sign + filled : "\(sign)\(filled.dropLast(digits)).\(filled.suffix(digits))"
  }

  private static func padded(_ text: String, _ directive: Substring) -> String {
    let isLeft = directive.contains("-")
    let digits = directive.drop { "-+ 0#".contains($0) }.prefix { $0.isNumber }
    let fill = String(
      repeating: !isLeft && directive.hasPrefix("0") ? "0" : " ",
      count: max(0, (Int(digits) ?? 0) - text.unicodeScalars.count))
    return isLeft ? text + fill : fill + text
  }

  /// Text as part of a script, as Go escapes it.
  static func script(_ text: String) -> String {
    let escapes: [Character: String] = [
      "\\": "\\\\", "'": "\\'", "\"": "\\\"", "<": "\\u003C", ">": "\\u003E", "&": "\\u0026", "=": "\\u003D",
    ]
    return text.map { escapes[$0] ?? String($0) }.joined()
  }

  /// Text as part of an address's query.
  static func query(_ text: String) -> String {
    text.utf8.map { byte in
      let character = Character(UnicodeScalar(byte))
      if byte < 0x80, character.isLetter || character.isNumber || "-_.~".contains(character) {
        return String(character)
      }
      let digits = String(byte, radix: 16, uppercase: true)
      return character == " " ? "+" : "%" + (digits.count < 2 ? "0" : "") + digits
    }.joined()
  }
}
