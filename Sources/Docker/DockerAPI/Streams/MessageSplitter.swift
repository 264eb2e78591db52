import Basics

/// Cuts a stream of JSON messages, which arrives in pieces of any size, into messages.
///
/// Engines end each message with `\r\n` or `\n`; a message never holds a bare line break.
package struct MessageSplitter: Sendable {
  private var pending: [UInt8] = []

  package init() {}

  /// The messages that `bytes` complete, in order.
  package mutating func append(_ bytes: some Sequence<UInt8>) throws(JSONSyntaxError) -> [JSONValue] {
    pending += bytes
    guard let end = pending.lastIndex(of: UInt8(ascii: "\n")) else { return [] }
    let lines = pending[..<end].split(separator: UInt8(ascii: "\n"))
    pending.removeFirst(end + 1)
    return try Self.parse(lines)
  }

  /// The message that the end of the stream completes, if one was left without line end.
  package mutating func finish() throws(JSONSyntaxError) -> [JSONValue] {
    defer { pending = [] }
    return try Self.parse([pending[...]])
  }

  private static func parse(_ lines: [ArraySlice<UInt8>]) throws(JSONSyntaxError) -> [JSONValue] {
    var messages: [JSONValue] = []
    for line in lines where line.contains(where: { $0 > 0x20 }) {
      messages.append(try JSONValue(parsing: line))
    }
    return messages
  }
}
