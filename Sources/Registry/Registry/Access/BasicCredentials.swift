import Basics
import HTTPServer

/// What an `Authorization` field says.
enum Authorization: Equatable {
  case none
  case basic(BasicCredentials)
  case bearer(String)
  /// A scheme that nobody here knows, or a field that is malformed.
  case unusable

  init(_ request: HTTPRequest) {
    let fields = request.headers.values("Authorization")
    guard let field = fields.first else {
      self = .none
      return
    }
    let words = field.split(separator: " ", maxSplits: 1)
    guard fields.count == 1, words.count == 2 else {
      self = .unusable
      return
    }
    let value = String(words[1]).filter { $0 != " " }
    switch words[0].lowercased() {
    case "basic": self = BasicCredentials(base64: value).map { .basic($0) } ?? .unusable
    case "bearer": self = .bearer(value)
    default: self = .unusable
    }
  }
}

/// A name and a password (RFC 7617).
struct BasicCredentials: Equatable {
  let name: String
  let password: String

  init(name: String, password: String) {
    self.name = name
    self.password = password
  }

  /// Reads `name:password` in Base64; `nil` for anything else.
  init?(base64 text: String) {
    guard let bytes = Base64.decoded(text), let plain = String(validating: bytes, as: UTF8.self),
      let colon = plain.firstIndex(of: ":")
    else { return nil }
    name = String(plain[..<colon])
    password = String(plain[plain.index(after: colon)...])
  }
}
