import NIOCore

/// Reads the heads that nearly every client sends, much faster than a parser that must understand all of them.
///
/// It takes a head only if it is here whole and leaves nothing to interpretation: HTTP/1.1, a common method, fields of
/// visible characters, no `Transfer-Encoding`, no `Upgrade`, at most one `Content-Length` of digits (RFC 9112). Everything
/// else is for the general parser.
struct PlainHead {
  let head: RequestHead
  /// Bytes of the head with the empty line behind it.
  let length: Int
  let bodyLength: Int

  /// What the fields say that the connection must know.
  struct Traits {
    var hosts = 0
    var bodyLength = 0
    var hasLength = false
    var hasConnection = false
    var hasExpect = false
  }

  /// Longer heads are for the general parser.
  static let longest = 8 * 1024

  /// Reads the head at the beginning of a buffer; `nil` if it is not plain or not whole.
  init?(_ buffer: ByteBuffer) {
    let bytes = buffer.readableBytesUInt8Span
    guard let method = Self.method(bytes), let target = Self.target(bytes, from: method.utf8.count + 1),
      let lines = Self.version(bytes, at: target.upperBound)
    else { return nil }
    let text = Reader(buffer: buffer)
    var fields: [HTTPFields.Field] = []
    fields.reserveCapacity(8)
    var traits = Traits()
    var at = lines
    let limit = min(bytes.count, Self.longest)
    while true {
      guard at + 1 < limit else { return nil }
      if bytes[at] == 0x0D {
        guard bytes[at + 1] == 0x0A else { return nil }
        break
      }
      guard let name = Self.name(bytes, from: at, limit),
        let line = Self.value(bytes, from: name.upperBound + 1, limit)
      else { return nil }
      let field = HTTPFields.Field(name: text.string(name), value: text.string(line.value))
      guard traits.note(field, bytes[name.lowerBound] | 0x20) else { return nil }
      fields.append(field)
      at = line.next
    }
    length = at + 2
    bodyLength = traits.bodyLength
    head = RequestHead(
      method: method, uri: text.string(target), fields: HTTPFields(fields), size: at - lines + target.count,
      traits: traits)
  }

  /// The method before the first space, if it is one of those that carry no surprises.
  private static func method(_ bytes: Span<UInt8>) -> String? {
    for method in ["GET", "HEAD", "PUT", "POST", "PATCH", "DELETE"] {
      let count = method.utf8.count
      guard bytes.count > count, bytes[count] == 0x20 else { continue }
      var index = 0
      for byte in method.utf8 {
        guard bytes[index] == byte else { break }
        index += 1
      }
      if index == count { return method }
    }
    return nil
  }

  /// A target in origin form, up to the space behind it.
  private static func target(_ bytes: Span<UInt8>, from start: Int) -> Range<Int>? {
    guard start < bytes.count, bytes[start] == UInt8(ascii: "/") else { return nil }
    var at = start
    let limit = min(bytes.count, longest)
    while at < limit, (0x21...0x7E).contains(bytes[at]) { at += 1 }
    guard at < limit, bytes[at] == 0x20 else { return nil }
    return start..<at
  }

  /// Where the fields begin, if the request line ends with HTTP/1.1.
  private static func version(_ bytes: Span<UInt8>, at start: Int) -> Int? {
    let end = start + 11
    guard end <= bytes.count else { return nil }
    var index = start
    for byte in " HTTP/1.1\r\n".utf8 {
      guard bytes[index] == byte else { return nil }
      index += 1
    }
    return end
  }

  private static func name(_ bytes: Span<UInt8>, from start: Int, _ limit: Int) -> Range<Int>? {
    var at = start
    while at < limit, bytes[at] != UInt8(ascii: ":") {
      guard isToken(bytes[at]) else { return nil }
      at += 1
    }
    return at < limit && at > start ? start..<at : nil
  }

  /// A value without the blanks around it, and where the next line begins.
  private static func value(
    _ bytes: Span<UInt8>, from start: Int, _ limit: Int
  ) -> (value: Range<Int>, next: Int)? {
    var at = start
    while at < limit, (0x20...0x7E).contains(bytes[at]) || bytes[at] == 0x09 { at += 1 }
    guard at + 1 < limit, bytes[at] == 0x0D, bytes[at + 1] == 0x0A else { return nil }
    let next = at + 2
    var first = start
    while first < at, bytes[first] == 0x20 || bytes[first] == 0x09 { first += 1 }
    while at > first, bytes[at - 1] == 0x20 || bytes[at - 1] == 0x09 { at -= 1 }
    return (first..<at, next)
  }

  private static func isToken(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."): true
    default: false
    }
  }
}

extension PlainHead.Traits {
  /// Takes a field into account; false if it makes the head one for the general parser.
  ///
  /// `initial` is the first letter of its name, in lower case.
  fileprivate mutating func note(_ field: HTTPFields.Field, _ initial: UInt8) -> Bool {
    switch initial {
    case UInt8(ascii: "h"):
      if HTTPFields.isSame(field.name, "Host") { hosts += 1 }
      return !HTTPFields.isSame(field.name, "HTTP2-Settings")
    case UInt8(ascii: "c"):
      if HTTPFields.isSame(field.name, "Connection") { hasConnection = true }
      return HTTPFields.isSame(field.name, "Content-Length") ? noteLength(field.value) : true
    case UInt8(ascii: "e"):
      if HTTPFields.isSame(field.name, "Expect") { hasExpect = true }
      return true
    case UInt8(ascii: "t"): return !HTTPFields.isSame(field.name, "Transfer-Encoding")
    case UInt8(ascii: "u"): return !HTTPFields.isSame(field.name, "Upgrade")
    default: return true
    }
  }

  private mutating func noteLength(_ text: String) -> Bool {
    guard !hasLength, (1...15).contains(text.utf8.count), let length = Int(text),
      text.utf8.allSatisfy({ (0x30...0x39).contains($0) })
    else { return false }
    hasLength = true
    bodyLength = length
    return true
  }
}

/// Makes strings of parts of a buffer whose bytes are known to be ASCII.
private struct Reader {
  let buffer: ByteBuffer

  func string(_ range: Range<Int>) -> String {
    buffer.getString(at: buffer.readerIndex + range.lowerBound, length: range.count) ?? ""
  }
}
