import Basics

/// One message of a stream of JSON documents.
enum JSONLine {
  static func bytes(_ value: some Encodable) throws -> [UInt8] {
    try JSONValue(encoding: value).utf8(.init(escapesHTML: true)) + [0x0A]
  }
}
