import Basics

/// Cuts a stream of JSON messages, which arrives in pieces of any size, into messages.
///
/// Engines end each message with `\r\n` or `\n`; a message never holds a bare line break.
package struct MessageSplitter: Sendable {
  private var cutter = LineCutter()

  package init() {}

  /// The messages that `bytes` complete, in order.
  package mutating func append(_ bytes: some Collection<UInt8>) throws(JSONSyntaxError) -> [JSONValue] {
    try Self.parse(cutter.take(bytes))
  }

  /// The message that the end of the stream completes, if one was left without line end.
  package mutating func finish() throws(JSONSyntaxError) -> [JSONValue] {
    defer { cutter = LineCutter() }
    return try Self.parse([cutter.rest])
  }

  private static func parse(_ lines: [[UInt8]]) throws(JSONSyntaxError) -> [JSONValue] {
    var messages: [JSONValue] = []
    for line in lines where line.contains(where: { $0 > 0x20 }) {
      messages.append(try JSONValue(parsing: line))
    }
    return messages
  }
}
