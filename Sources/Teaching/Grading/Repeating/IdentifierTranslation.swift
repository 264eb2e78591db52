/// Which identifiers and names of this sitting stand for those of the sitting that was handed in.
///
/// A container has another identifier whenever it is made, but what a submission does with it afterwards names the old
/// one: `docker rm -f 3e1f9c0a8b7d`. What both sittings printed for the same command tells which is which.
struct IdentifierTranslation: Sendable {
  private var known: [(old: String, new: String)] = []
  private var given: Set<String> = []
  /// The characters of an identifier as docker lists it.
  private static let shortForm = 12

  /// Learns from what a command printed then and now.
  mutating func learn(original: String, repeated: String) {
    let (old, new) = (Self.words(original), Self.words(repeated))
    for isWord in [Self.isIdentifier, Self.isGivenName] {
      let (before, now) = (old.filter(isWord), new.filter(isWord))
      guard before.count == now.count else { continue }
      for pair in zip(before, now) where pair.0 != pair.1 { add(String(pair.0), String(pair.1)) }
    }
  }

  private mutating func add(_ old: String, _ new: String) {
    guard !known.contains(where: { $0.old == old }) else { return }
    known.append((old, new))
  }

  /// The arguments of docker as they must be now; parts behind a colon, as in `docker cp ID:/path`, are left alone.
  mutating func translate(_ arguments: [String]) -> [String] {
    remember(arguments)
    let places = ReferencePlaces.of(arguments)
    return arguments.enumerated().map { translate($1, isReference: places.contains($0)) }
  }

  private func translate(_ argument: String, isReference: Bool) -> String {
    let name = argument.prefix { $0 != ":" }
    guard !name.isEmpty else { return argument }
    let rest = argument[name.endIndex...]
    if let exact = known.first(where: { $0.old == name }) { return exact.new + rest }
    // People type the beginning of an identifier, unless it is a name that they have given.
    guard isReference || name.utf8.count >= Self.shortForm, !given.contains(String(name)),
      Self.isHexadecimal(name), let whole = known.first(where: { $0.old.hasPrefix(name) })
    else { return argument }
    return String(whole.new.prefix(name.count) + rest)
  }

  /// Takes note of the names that the learner gives.
  private mutating func remember(_ arguments: [String]) {
    for (index, word) in arguments.enumerated() {
      if word.hasPrefix("--name=") { given.insert(String(word.dropFirst("--name=".count))) }
      if word == "--name", index + 1 < arguments.count { given.insert(arguments[index + 1]) }
    }
    let words = arguments.filter { !$0.hasPrefix("-") }
    if words.contains("rename") || words.starts(with: ["network", "create"])
      || words.starts(with: ["volume", "create"]), let name = words.last
    {
      given.insert(name)
    }
  }

  /// Whether two outputs say the same, apart from identifiers, names and the time that has passed.
  func isSame(_ original: String, _ repeated: String) -> Bool {
    let (old, new) = (Self.words(original), Self.words(repeated))
    guard old.count == new.count else { return false }
    return zip(old, new).allSatisfy { old, new in
      old == new || translate(String(old), isReference: true) == new
        || Self.isPassing(old) && Self.isPassing(new)
    }
  }

  private static func words(_ text: String) -> [Substring] {
    text.split {
      $0.isWhitespace || $0 == "\"" || $0 == "," || $0 == "[" || $0 == "]" || $0 == "(" || $0 == ")"
    }
  }

  /// The identifier of a container, volume or network, whole or in its short form; a digest is none.
  private static func isIdentifier(_ word: Substring) -> Bool {
    (word.utf8.count == shortForm || word.utf8.count == 64) && isHexadecimal(word)
  }

  private static func isHexadecimal(_ word: Substring) -> Bool {
    !word.isEmpty && word.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
  }

  /// A name that docker gives by itself: two words of letters, joined by one underscore.
  private static func isGivenName(_ word: Substring) -> Bool {
    let parts = word.split(separator: "_", omittingEmptySubsequences: false)
    return parts.count == 2
      && parts.allSatisfy { part in !part.isEmpty && part.allSatisfy { ("a"..."z").contains($0) } }
  }

  /// A number, an amount or a unit of time: what differs from one run to the next.
  private static func isPassing(_ word: Substring) -> Bool {
    let units = [
      "second", "seconds", "minute", "minutes", "hour", "hours", "day", "days", "week", "weeks", "about",
      "an", "a",
      "less", "than", "month", "months", "year", "years",
    ]
    return word.first?.isNumber == true || units.contains(word.lowercased()) || isIdentifier(word)
      || isGivenName(word)
  }
}
