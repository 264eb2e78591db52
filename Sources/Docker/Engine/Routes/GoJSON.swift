import Basics

/// JSON whose syntax errors are told in the words of Go, which learners meet as Docker's.
enum GoJSON {
  /// - Throws: `EngineFault` (500, as Docker answers).
  static func parse(_ bytes: [UInt8]) throws(EngineFault) -> JSONValue {
    do throws(JSONSyntaxError) {
      return try JSONValue(parsing: bytes)
    } catch {
      throw .system(complaint(about: bytes))
    }
  }

  private static func complaint(about bytes: [UInt8]) -> String {
    let text = String(decoding: bytes, as: UTF8.self)
    let visible = text.unicodeScalars.filter { !$0.properties.isWhitespace }
    guard let first = visible.first else { return "unexpected end of JSON input" }
    guard first == "{" || first == "[" else {
      return "invalid character '\(first)' looking for beginning of value"
    }
    guard first == "{", let second = visible.dropFirst().first, second != "\"" else {
      return "unexpected end of JSON input"
    }
    return "invalid character '\(second)' looking for beginning of object key string"
  }
}
