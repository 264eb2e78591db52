import Basics

/// JSON whose syntax errors are told in the words of Go, which learners meet as Docker's.
enum GoJSON {
  /// Reads a document; `ending` is what is said of one that breaks off.
  ///
  /// - Throws: `EngineFault` (500, as Docker answers).
  static func parse(
    _ bytes: [UInt8], ending: String = "unexpected end of JSON input"
  ) throws(EngineFault) -> JSONValue {
    do throws(JSONSyntaxError) {
      return try JSONValue(parsing: bytes)
    } catch {
      throw .system(complaint(about: bytes) ?? ending)
    }
  }

  /// What Go says of the first byte that cannot stand where it does; `nil` when the document breaks off before.
  static func complaint(about bytes: [UInt8]) -> String? {
    var scanner = GoScanner(bytes)
    do throws(GoScanner.Stop) {
      try scanner.document()
      return nil
    } catch {
      return error.message
    }
  }
}

extension GoJSON {
  /// The first document of bytes, as a decoder reads it that leaves the rest unread, and whether there is more.
  ///
  /// - Throws: `EngineFault` (500), `EOF` when there is none.
  static func parseFirst(_ bytes: [UInt8]) throws(EngineFault) -> (document: JSONValue, hasMore: Bool) {
    var scanner = GoScanner(bytes)
    let end: Int
    do throws(GoScanner.Stop) {
      end = try scanner.first()
    } catch {
      let isBlank = bytes.allSatisfy { [0x20, 0x09, 0x0A, 0x0D].contains($0) }
      throw .system(error.message ?? (isBlank ? "EOF" : "unexpected EOF"))
    }
    let rest = bytes[end...].drop { [0x20, 0x09, 0x0A, 0x0D].contains($0) }
    return (try parse(Array(bytes[..<end])), rest.first.map { ![0x5D, 0x7D].contains($0) } ?? false)
  }
}

/// How Docker reads the body of a request.
enum GoBody: Hashable, Sendable {
  /// By a bare decoder: what follows the document stays unread, and mistakes are told as the engine's own.
  case unchecked
  /// As a parameter, which may be left out where nothing is sent, and which nothing may follow.
  case checked

  func document(_ bytes: [UInt8], as shape: GoShape) throws(EngineFault) -> JSONValue {
    do throws(EngineFault) {
      let (document, hasMore) = try GoJSON.parseFirst(bytes)
      guard self != .checked || !hasMore else { throw .system("unexpected content after JSON") }
      let fitting = try shape.fitting(document)
      guard !fitting.isNull else { return [:] }
      return fitting
    } catch {
      guard self == .checked else { throw error }
      throw .badParameter(error.message == "EOF" ? "got EOF while reading request body" : error.message)
    }
  }
}

extension JSONValue {
  /// What Go calls the type of a value.
  var goKind: String {
    switch self {
    case .null: "null"
    case .bool: "bool"
    case .number: "number"
    case .string: "string"
    case .array: "array"
    case .object: "object"
    }
  }
}

/// Follows Go's `encoding/json` through a document up to the first mistake.
private struct GoScanner {
  struct Stop: Error {
    /// `nil` at the end of the bytes.
    let message: String?
  }

  private static let deepest = 256

  private let bytes: [UInt8]
  private var position = 0
  private var depth = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// Where the first value ends.
  mutating func first() throws(Stop) -> Int {
    try value()
    return position
  }

  mutating func document() throws(Stop) {
    try value()
    skipSpace()
    guard position < bytes.count else { return }
    throw wrong("after top-level value")
  }

  private mutating func value() throws(Stop) {
    depth += 1
    defer { depth -= 1 }
    guard depth < Self.deepest else { throw Stop(message: "exceeded max depth") }
    switch try peek() {
    case UInt8(ascii: "{"): try object()
    case UInt8(ascii: "["): try array()
    case UInt8(ascii: "\""): try string()
    case UInt8(ascii: "t"): try literal("true")
    case UInt8(ascii: "f"): try literal("false")
    case UInt8(ascii: "n"): try literal("null")
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): try number()
    default: throw wrong("looking for beginning of value")
    }
  }

  private mutating func object() throws(Stop) {
    position += 1
    var isFirst = true
    while true {
      let byte = try peek()
      if isFirst, byte == UInt8(ascii: "}") { break }
      guard byte == UInt8(ascii: "\"") else { throw wrong("looking for beginning of object key string") }
      isFirst = false
      try string()
      guard try peek() == UInt8(ascii: ":") else { throw wrong("after object key") }
      position += 1
      try value()
      let next = try peek()
      if next == UInt8(ascii: "}") { break }
      guard next == UInt8(ascii: ",") else { throw wrong("after object key:value pair") }
      position += 1
    }
    position += 1
  }

  private mutating func array() throws(Stop) {
    position += 1
    if try peek() != UInt8(ascii: "]") {
      while true {
        try value()
        let next = try peek()
        if next == UInt8(ascii: "]") { break }
        guard next == UInt8(ascii: ",") else { throw wrong("after array element") }
        position += 1
      }
    }
    position += 1
  }

  private mutating func string() throws(Stop) {
    position += 1
    while true {
      let byte = try raw()
      switch byte {
      case UInt8(ascii: "\""):
        position += 1
        return
      case UInt8(ascii: "\\"): try escape()
      case 0..<0x20: throw wrong("in string literal")
      default: position += 1
      }
    }
  }

  private mutating func escape() throws(Stop) {
    position += 1
    let code = try raw()
    guard code == UInt8(ascii: "u") else {
      guard Array("bfnrt\\/\"".utf8).contains(code) else { throw wrong("in string escape code") }
      position += 1
      return
    }
    position += 1
    for _ in 0..<4 {
      guard UnicodeScalar(try raw()).properties.isASCIIHexDigit else {
        throw wrong("in \\u hexadecimal character escape")
      }
      position += 1
    }
  }

  private mutating func literal(_ word: String) throws(Stop) {
    position += 1
    for letter in word.utf8.dropFirst() {
      guard try raw() == letter else {
        throw wrong("in literal \(word) (expecting '\(UnicodeScalar(letter))')")
      }
      position += 1
    }
  }

  private mutating func number() throws(Stop) {
    if bytes[position] == UInt8(ascii: "-") { position += 1 }
    guard isDigit(try raw()) else { throw wrong("in numeric literal") }
    if bytes[position] == UInt8(ascii: "0") { position += 1 } else { digits() }
    if position < bytes.count, bytes[position] == UInt8(ascii: ".") {
      position += 1
      guard isDigit(try raw()) else { throw wrong("after decimal point in numeric literal") }
      digits()
    }
    guard position < bytes.count, bytes[position] | 0x20 == UInt8(ascii: "e") else { return }
    position += 1
    if [UInt8(ascii: "+"), UInt8(ascii: "-")].contains(try raw()) { position += 1 }
    guard isDigit(try raw()) else { throw wrong("in exponent of numeric literal") }
    digits()
  }

  private mutating func digits() {
    while position < bytes.count, isDigit(bytes[position]) { position += 1 }
  }

  private func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  private mutating func skipSpace() {
    while position < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[position]) { position += 1 }
  }

  /// The next byte that is no white space.
  private mutating func peek() throws(Stop) -> UInt8 {
    skipSpace()
    return try raw()
  }

  private func raw() throws(Stop) -> UInt8 {
    guard position < bytes.count else { throw Stop(message: nil) }
    return bytes[position]
  }

  private func wrong(_ place: String) -> Stop {
    Stop(message: "invalid character \(Self.quoted(bytes[position])) \(place)")
  }

  /// A byte as Go quotes it, as if it were a character.
  private static func quoted(_ byte: UInt8) -> String {
    switch byte {
    case UInt8(ascii: "'"): return #"'\''"#
    case UInt8(ascii: "\\"): return #"'\\'"#
    case 0x07...0x0D: return "'\\\(["a", "b", "t", "n", "v", "f", "r"][Int(byte) - 7])'"
    case 0..<0x20, 0x7F...0xA0, 0xAD:
      let hex = String(byte, radix: 16)
      return byte < 0x80 ? "'\\x\(byte < 16 ? "0" : "")\(hex)'" : "'\\u00\(hex)'"
    default: return "'\(UnicodeScalar(byte))'"
    }
  }
}
