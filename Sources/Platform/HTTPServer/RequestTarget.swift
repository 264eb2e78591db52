/// The second word of a request line, taken apart.
package struct RequestTarget: Sendable, Equatable {
  /// The target as it was sent.
  package let raw: String
  /// The path, percent-decoded once.
  package let path: String
  /// The query, decoded, in order.
  package let query: Query

  /// Reads the origin form (`/v2/?n=1`) and the absolute form (`http://host/v2/`).
  ///
  /// `nil` if an escape is malformed.
  package init?(_ raw: String) {
    if raw.utf8.first == UInt8(ascii: "/"), !raw.utf8.contains(where: { $0 == 0x25 || $0 == 0x3F }) {
      (self.raw, path, query) = (raw, raw, .none)
      return
    }
    var rest = Substring(raw)
    if let scheme = ["http://", "https://"].first(where: { raw.hasPrefix($0) }) {
      let authority = rest.dropFirst(scheme.count)
      rest = authority.firstIndex(of: "/").map { authority[$0...] } ?? "/"
    }
    let mark = rest.firstIndex(of: "?")
    guard let path = PercentCoding.decode(rest[..<(mark ?? rest.endIndex)]),
      let query = Query(mark.map { rest[rest.index(after: $0)...] } ?? "")
    else { return nil }
    self.raw = raw
    self.path = path
    self.query = query
  }
}

/// The parameters of a URL, in order; a name may come more than once.
package struct Query: Sendable, Equatable {
  package let items: [(name: String, value: String)]

  /// No parameters.
  static let none = Self()

  private init() {
    items = []
  }

  /// Reads `a=1&b=2`, `+` meaning a space; `nil` if an escape is malformed.
  package init?(_ text: some StringProtocol) {
    var items: [(name: String, value: String)] = []
    for pair in text.split(separator: "&") {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = PercentCoding.decode(parts[0], plusIsSpace: true),
        let value = PercentCoding.decode(parts.count > 1 ? parts[1] : "", plusIsSpace: true)
      else { return nil }
      items.append((name, value))
    }
    self.items = items
  }

  /// The first value under a name.
  package subscript(name: String) -> String? { items.first { $0.name == name }?.value }

  /// Every value under a name.
  package func values(_ name: String) -> [String] { items.filter { $0.name == name }.map(\.value) }

  package static func == (left: Self, right: Self) -> Bool {
    left.items.elementsEqual(right.items) { $0 == $1 }
  }
}
