/// Cuts a template into text and actions, and actions into words.
struct TemplateLexer {
  enum Piece {
    case text(String)
    case action([TemplateToken])
  }

  private let bytes: [UInt8]
  private var position = 0
  private var line = 1
  private var lineStart = 0

  private init(_ source: String) {
    bytes = Array(source.utf8)
  }

  /// The pieces; the last ends with a word of failure when the template cannot be read to its end.
  static func pieces(of source: String) -> [Piece] {
    var lexer = Self(source)
    return lexer.run()
  }

  private mutating func run() -> [Piece] {
    var pieces: [Piece] = []
    var trimsNext = false
    while position < bytes.count {
      let start = position
      let opening = find("{{", from: position)
      var text = Array(bytes[start..<(opening ?? bytes.count)])
      if trimsNext { text = Array(text.drop(while: Self.isSpace)) }
      trimsNext = false
      guard let opening else {
        pieces.append(.text(String(decoding: text, as: UTF8.self)))
        break
      }
      move(to: opening + 2)
      if starts(with: "-"), position + 1 < bytes.count, Self.isSpace(bytes[position + 1]) {
        while let last = text.last, Self.isSpace(last) { text.removeLast() }
        move(to: position + 1)
      }
      if !text.isEmpty { pieces.append(.text(String(decoding: text, as: UTF8.self))) }
      var tokens: [TemplateToken] = []
      do throws(TemplateError) {
        if try action(&tokens, trimsNext: &trimsNext) { pieces.append(.action(tokens)) }
      } catch {
        let place = TemplatePlace(line: line, column: position - lineStart)
        return pieces + [.action(tokens + [TemplateToken(kind: .failure(error), source: "", place: place)])]
      }
    }
    return pieces
  }

  /// Reads the words up to `}}`; false for a comment.
  private mutating func action(
    _ tokens: inout [TemplateToken], trimsNext: inout Bool
  ) throws(TemplateError) -> Bool {
    if try skipComment() {
      finishComment(trimsNext: &trimsNext)
      return false
    }
    var depth = 0
    while true {
      if starts(with: "}}") {
        guard depth == 0 else { throw .syntax(line: line, "unclosed left paren") }
        move(to: position + 2)
        return true
      }
      if Self.isSpaceByte(at: position, bytes), let closing = trimmedClosing() {
        move(to: closing)
        trimsNext = true
        return true
      }
      guard position < bytes.count else { throw .syntax(line: line, "unclosed action") }
      let token = try token()
      if token.kind == .openParenthesis { depth += 1 }
      if token.kind == .closeParenthesis { depth -= 1 }
      guard depth >= 0 else { throw .syntax(line: line, "unexpected right paren") }
      tokens.append(token)
    }
  }

  private mutating func skipComment() throws(TemplateError) -> Bool {
    var start = position
    while Self.isSpaceByte(at: start, bytes) { start += 1 }
    guard bytes[start...].starts(with: "/*".utf8) else { return false }
    guard let end = find("*/", from: start) else { throw .syntax(line: line, "unclosed comment") }
    move(to: end + 2)
    return true
  }

  private mutating func finishComment(trimsNext: inout Bool) {
    if let closing = trimmedClosing() {
      trimsNext = true
      move(to: closing)
    } else if starts(with: "}}") {
      move(to: position + 2)
    }
  }

  /// The end of ` -}}` when that is what follows.
  private func trimmedClosing() -> Int? {
    var index = position
    while Self.isSpaceByte(at: index, bytes) { index += 1 }
    guard index > position, bytes[index...].starts(with: "-}}".utf8) else { return nil }
    return index + 3
  }

  private mutating func token() throws(TemplateError) -> TemplateToken {
    let start = position
    let place = TemplatePlace(line: line, column: position - lineStart)
    let kind = try kind()
    return TemplateToken(
      kind: kind, source: String(decoding: bytes[start..<position], as: UTF8.self), place: place)
  }

  private mutating func kind() throws(TemplateError) -> TemplateToken.Kind {
    let byte = bytes[position]
    switch byte {
    case _ where Self.isSpace(byte):
      move(to: bytes[position...].firstIndex { !Self.isSpace($0) } ?? bytes.count)
      return .space
    case UInt8(ascii: "|"): return advance(1, .pipe)
    case UInt8(ascii: ","): return advance(1, .comma)
    case UInt8(ascii: "("): return advance(1, .openParenthesis)
    case UInt8(ascii: ")"): return advance(1, .closeParenthesis)
    case UInt8(ascii: "="): return advance(1, .assign)
    case UInt8(ascii: ":") where starts(with: ":="): return advance(2, .declare)
    case UInt8(ascii: "\""): return .string(try quoted())
    case UInt8(ascii: "`"): return .string(try raw())
    case UInt8(ascii: "'"): return .character(try character())
    case UInt8(ascii: "."):
      guard position + 1 < bytes.count else { throw .syntax(line: line, #"illegal number syntax: ".""#) }
      return (0x30...0x39).contains(bytes[position + 1]) ? try number() : try dot()
    case UInt8(ascii: "$"):
      move(to: position + 1)
      return .variable("$" + (try wholeWord()))
    case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
    case _ where Self.isWord(byte): return .identifier(try wholeWord())
    default: break
    }
    if (0x21...0x7E).contains(byte) { return advance(1, .other) }
    throw .syntax(line: line, "unrecognized character in action: \(Self.coded(nextScalar))")
  }

  /// `U+007D '}'`.
  private static func coded(_ scalar: Unicode.Scalar) -> String {
    let code = String(scalar.value, radix: 16, uppercase: true)
    return "U+\(String(repeating: "0", count: max(0, 4 - code.count)))\(code) '\(scalar)'"
  }

  private mutating func advance(_ count: Int, _ kind: TemplateToken.Kind) -> TemplateToken.Kind {
    move(to: position + count)
    return kind
  }

  private mutating func dot() throws(TemplateError) -> TemplateToken.Kind {
    move(to: position + 1)
    let name = try wholeWord()
    return name.isEmpty ? .dot : .field(name)
  }

  /// A word that ends where words may end.
  private mutating func wholeWord() throws(TemplateError) -> String {
    let word = word()
    guard position < bytes.count, !Self.isSpace(bytes[position]), !".,|:)(".utf8.contains(bytes[position]),
      !starts(with: "}}")
    else { return word }
    throw .syntax(line: line, "bad character \(Self.coded(nextScalar))")
  }

  private var nextScalar: Unicode.Scalar { Self.scalar(in: bytes[position...]) }

  private static func scalar(in bytes: ArraySlice<UInt8>) -> Unicode.Scalar {
    String(decoding: bytes.prefix(4), as: UTF8.self).unicodeScalars.first ?? "?"
  }

  private mutating func word() -> String {
    let start = position
    move(to: bytes[position...].firstIndex { !Self.isWord($0) } ?? bytes.count)
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private mutating func number() throws(TemplateError) -> TemplateToken.Kind {
    let length = GoNumber.length(bytes[position...])
    let end = position + length
    if end < bytes.count, Self.isWord(bytes[end]) {
      let shown =
        String(decoding: bytes[position..<end], as: UTF8.self) + String(Self.scalar(in: bytes[end...]))
      throw .syntax(line: line, "bad number syntax: \(GoText.quoted(shown))")
    }
    let text = String(decoding: bytes[position..<end], as: UTF8.self)
    guard let value = GoNumber.value(text) else {
      let kind = text.allSatisfy(\.isWholeNumber) ? "integer overflow" : "illegal number syntax"
      throw .syntax(line: line, "\(kind): \(GoText.quoted(text))")
    }
    move(to: end)
    return .number(value)
  }

  private mutating func quoted() throws(TemplateError) -> String {
    var text: [UInt8] = []
    var index = position + 1
    while index < bytes.count, bytes[index] != 0x0A {
      if bytes[index] == UInt8(ascii: "\"") {
        move(to: index + 1)
        return String(decoding: text, as: UTF8.self)
      }
      if bytes[index] == UInt8(ascii: "\\"), index + 1 < bytes.count {
        text.append(Self.escape(bytes[index + 1]))
        index += 2
      } else {
        text.append(bytes[index])
        index += 1
      }
    }
    throw .syntax(line: line, "unterminated quoted string")
  }

  private static func escape(_ byte: UInt8) -> UInt8 {
    switch byte {
    case UInt8(ascii: "n"): 0x0A
    case UInt8(ascii: "t"): 0x09
    case UInt8(ascii: "r"): 0x0D
    default: byte
    }
  }

  private mutating func raw() throws(TemplateError) -> String {
    guard let end = bytes[(position + 1)...].firstIndex(of: UInt8(ascii: "`")) else {
      throw .syntax(line: line, "unterminated raw quoted string")
    }
    let text = String(decoding: bytes[(position + 1)..<end], as: UTF8.self)
    move(to: end + 1)
    return text
  }

  private mutating func character() throws(TemplateError) -> Unicode.Scalar {
    guard let end = bytes[(position + 1)...].firstIndex(of: UInt8(ascii: "'")),
      let scalar = String(decoding: bytes[(position + 1)..<end], as: UTF8.self).unicodeScalars.last
    else { throw .syntax(line: line, "unterminated character constant") }
    let text = String(decoding: bytes[(position + 1)..<end], as: UTF8.self)
    guard text.unicodeScalars.count == 1 || text.hasPrefix("\\") else {
      throw .syntax(line: line, "malformed character constant: '\(text)'")
    }
    move(to: end + 1)
    return scalar
  }

  private func starts(with text: String) -> Bool { bytes[position...].starts(with: text.utf8) }

  private func find(_ text: String, from start: Int) -> Int? {
    let pattern = Array(text.utf8)
    guard bytes.count >= pattern.count else { return nil }
    return (start..<max(start, bytes.count - pattern.count + 1)).first { bytes[$0...].starts(with: pattern) }
  }

  private mutating func move(to end: Int) {
    for index in position..<min(end, bytes.count) where bytes[index] == 0x0A {
      line += 1
      lineStart = index + 1
    }
    position = min(end, bytes.count)
  }

  private static func isSpaceByte(at index: Int, _ bytes: [UInt8]) -> Bool {
    index < bytes.count && isSpace(bytes[index])
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "_") || byte >= 0x80 || (0x30...0x39).contains(byte)
      || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }
}
