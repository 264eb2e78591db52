/// Whether what a curl prints can prove anything: that a machine of the lesson has said it, and nobody else.
///
/// curl prints text of the caller's own with many of its options, and asks others with many more, so the options are
/// listed with which it does not. curl(1) tells which take a value.
struct CurlProof: Sendable, Equatable {
  /// What is asked, as it was typed; `nil` when the options or the addresses prove nothing.
  let addresses: [String]?

  init(_ arguments: [String]) {
    addresses = Self.addresses(in: arguments)
  }

  private static let flags = Set("sSfLiIkgGvN#04")
  private static let valued = Set("XHomuAe")
  private static let longFlags: Set<String> = [
    "silent", "show-error", "fail", "fail-with-body", "location", "include", "head", "insecure", "globoff",
    "verbose", "no-buffer", "progress-bar", "no-progress-meter", "ipv4", "http1.0", "http1.1", "http2",
    "compressed", "retry-connrefused", "disable",
  ]
  private static let longValued: Set<String> = [
    "request", "header", "output", "max-time", "connect-timeout", "retry", "retry-delay", "user",
    "user-agent",
  ]

  private static func addresses(in arguments: [String]) -> [String]? {
    var (addresses, rest) = ([String](), arguments[...])
    while let word = rest.popFirst() {
      if word == "--url" {
        guard let address = rest.popFirst() else { return nil }
        addresses.append(address)
      } else if word.hasPrefix("--") {
        let name = String(word.dropFirst(2))
        if longValued.contains(name) { _ = rest.popFirst() } else if !longFlags.contains(name) { return nil }
      } else if word.hasPrefix("-"), word != "-" {
        guard let takesNext = takesNext(word.dropFirst()) else { return nil }
        if takesNext { _ = rest.popFirst() }
      } else {
        addresses.append(word)
      }
    }
    return addresses.isEmpty || !addresses.allSatisfy(isOfTheWeb) ? nil : addresses
  }

  /// Whether the value of an option stands in the next word; `nil` for options that are not listed.
  private static func takesNext(_ letters: Substring) -> Bool? {
    if letters == "q" { return false }
    guard let index = letters.firstIndex(where: { !flags.contains($0) }) else { return false }
    guard valued.contains(letters[index]) else { return nil }
    return letters.index(after: index) == letters.endIndex
  }

  private static func isOfTheWeb(_ address: String) -> Bool {
    // Whatever curl could read in another way than we do could be anything.
    let isPlain = address.utf8.allSatisfy { byte in
      let character = Character(UnicodeScalar(byte))
      return character.isLetter && byte < 0x80 || character.isNumber && byte < 0x80
        || "._-~:/?&=%+,".contains(character)
    }
    guard isPlain else { return false }
    let text = address.lowercased()
    if text.hasPrefix("http://") || text.hasPrefix("https://") { return true }
    return !text.contains("://") && !text.hasPrefix("file:")
  }
}
