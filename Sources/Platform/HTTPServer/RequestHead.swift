import NIOHTTP1

/// What the head of a request says, and what that means for its connection.
struct RequestHead {
  let method: String
  let uri: String
  let minorVersion: Int
  let fields: HTTPFields
  let hasBody: Bool
  /// Whether the connection may serve another request afterwards.
  let keepsAlive: Bool
  /// Whether the client waits for `100 Continue` before it sends the body.
  let awaitsContinue: Bool
  /// How many `Host` fields there are; HTTP/1.1 wants exactly one.
  let hosts: Int
  /// Bytes of the head without the request line's fixed parts.
  let size: Int
  /// What it asks of the connection that no connection here does.
  let oddity: Oddity?

  /// Wishes that cannot be granted (RFC 9112, section 6.1; RFC 9110, section 10.1.1).
  enum Oddity {
    case transferCoding
    case expectation
  }

  /// Takes over what the general parser found.
  init(_ head: HTTPRequestHead) {
    // The parser leaves the blanks behind a value, which are no part of it (RFC 9112, section 5).
    fields = HTTPFields(head.headers.map { ($0.name, HTTPFields.withoutBlanksBehind($0.value)) })
    method = head.method.rawValue
    uri = head.uri
    minorVersion = head.version.minor
    hasBody =
      fields["Transfer-Encoding"] != nil || (fields["Content-Length"].map { $0 != "0" } ?? false)
    let mayStay =
      minorVersion >= 1
      ? !fields.list("Connection", has: "close") : fields.list("Connection", has: "keep-alive")
    // The parser stops after a request that names another protocol, whether we change to it or not.
    keepsAlive = mayStay && fields["Upgrade"] == nil && head.method != .CONNECT
    awaitsContinue = hasBody && minorVersion >= 1 && fields.list("Expect", has: "100-continue")
    hosts = fields.values("Host").count
    let codings = fields.list("Transfer-Encoding").map { $0.lowercased() }
    let isCodingKnown = codings == ["chunked"] || fields["Transfer-Encoding"] == nil
    oddity = isCodingKnown ? Self.oddExpectation(in: fields) : .transferCoding
    size = head.headers.reduce(uri.utf8.count) { $0 + $1.name.utf8.count + $1.value.utf8.count + 4 }
  }

  /// Makes a head of HTTP/1.1 whose meaning the plain reader has worked out.
  init(method: String, uri: String, fields: HTTPFields, size: Int, traits: PlainHead.Traits) {
    self.method = method
    self.uri = uri
    self.fields = fields
    self.size = size
    minorVersion = 1
    hasBody = traits.bodyLength > 0
    keepsAlive = !(traits.hasConnection && fields.list("Connection", has: "close"))
    awaitsContinue = hasBody && traits.hasExpect && fields.list("Expect", has: "100-continue")
    hosts = traits.hosts
    oddity = traits.hasExpect ? Self.oddExpectation(in: fields) : nil
  }

  private static func oddExpectation(in fields: HTTPFields) -> Oddity? {
    fields["Expect"] == nil || fields.list("Expect", has: "100-continue") ? nil : .expectation
  }
}
