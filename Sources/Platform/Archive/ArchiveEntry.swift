/// What the directory of an archive says about one of its entries.
package struct ArchiveEntry: Sendable, Hashable {
  package enum Kind: Sendable, Hashable {
    /// A regular file with an ordinary name: the only kind whose bytes are given out.
    case file
    case folder
    case refused(EntryRefusal)
  }

  /// The name with `/` between its parts, without empty ones and `.`; as stored when the entry is refused for it.
  package let name: String
  package let kind: Kind
  /// How many bytes it unpacks to, as far as the archive says, which need not be true.
  package let size: Int?
  /// When it was changed last, in milliseconds since 1970, as far as the archive says.
  package let modified: Int64?

  package init(name: String, kind: Kind, size: Int?, modified: Int64?) {
    self.name = name
    self.kind = kind
    self.size = size
    self.modified = modified
  }
}

/// The name of an entry, taken apart.
struct EntryName {
  /// Normalised when `refusal` is `nil`.
  let text: String
  let refusal: EntryRefusal?

  init(stored bytes: [UInt8], limit: Int) {
    let whole = LegacyText.decoded(bytes.prefix(limit))
    guard bytes.count <= limit else {
      (text, refusal) = (whole, .nameTooLong(limit: limit))
      return
    }
    let parts = whole.split(separator: "/").filter { $0 != "." }
    refusal = Self.refusal(of: whole)
    text = refusal == nil ? parts.joined(separator: "/") : whole
  }

  private static func refusal(of name: String) -> EntryRefusal? {
    if name.unicodeScalars.contains(where: isControl) { return .controlCharacters }
    let parts = name.split(omittingEmptySubsequences: false) { $0 == "/" || $0 == "\\" }
    if parts.contains("..") { return .climbingName }
    let isDrive = parts.first.map { $0.utf8.count == 2 && $0.hasSuffix(":") } ?? false
    return parts.first == "" && !name.isEmpty || isDrive ? .absoluteName : nil
  }

  /// Controls, and what changes the direction of the text around it: names are shown to people.
  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: true
    case .format: (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
    default: false
    }
  }
}
