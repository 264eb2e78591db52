import Basics

/// Facts joined by and, or, not.
package indirect enum Condition: Sendable, Hashable {
  /// The fact holds, seen from this machine; no machine means the step's own.
  case fact(Fact, on: Machine.ID?)
  case all([Condition])
  case any([Condition])
  case not(Condition)
}

/// Something that may be so in the world or in the record of what happened.
package enum Fact: Sendable, Hashable {
  case container(ContainerFact)
  case image(ImageFact)
  case registry(RegistryFact)
  case http(HTTPFact)
  case ran(RanFact)
  case file(FileFact)
  case output(OutputFact)
  case ask(Question)
  case script(ScriptFact)
}

extension Condition {
  /// The keys of which each condition has exactly one.
  package static let keys: [String] = combinators.keys.sorted() + facts.map(\.key)

  static var expected: Phrase {
    Phrase(en: "a condition such as `{container: {…}}`", ja: "`{container: {…}}` のような条件")
  }

  /// Reads a mapping with one kind of condition, or a list of them that must all hold.
  static func read(_ node: YAMLNode, _ reading: Reading, on machine: Machine.ID? = nil) -> Condition? {
    if case .list(let items) = node.content {
      return .all(items.compactMap { read($0, reading, on: machine) })
    }
    guard let fields = Fields(node, reading, expecting: expected) else { return nil }
    let condition = read(fields, on: machine)
    fields.finish()
    return condition
  }

  /// Reads the one condition among the keys of a mapping, and its `on`.
  static func read(_ fields: Fields, on machine: Machine.ID? = nil) -> Condition? {
    let machine = fields.machine("on") ?? machine
    let kinds = fields.present(among: keys)
    guard kinds.count == 1, let kind = kinds.first, let node = fields.node(kind) else {
      reportCount(of: kinds, in: fields)
      return nil
    }
    if let combine = combinators[kind] { return combine(node, fields.reading, machine) }
    guard let read = facts.first(where: { $0.key == kind })?.read else { return nil }
    return read(node, fields.reading).map { .fact($0, on: machine) }
  }

  private static func reportCount(of kinds: [String], in fields: Fields) {
    if kinds.count > 1, let second = kinds.map({ fields.place(of: $0) }).sorted().dropFirst().first {
      fields.reading.report(
        Phrase(
          en: "\(kinds.map { "`\($0)`" }.joined(separator: " and ")) stand in one condition.",
          ja: "1 つの条件に \(kinds.map { "`\($0)`" }.joined(separator: " と ")) が書かれています。"), at: second,
        instead: Phrase(
          en: "Write `all: [{…}, {…}]`, or two checks.", ja: "`all: [{…}, {…}]` と書くか、チェックを 2 つに分けてください。"))
    } else if kinds.isEmpty, !fields.hasUnknownKeys {
      fields.reading.report(
        Phrase(en: "This says nothing to check.", ja: "確認する内容がありません。"), at: fields.place,
        instead: Suggestion.sentence(for: "", among: keys))
    }
  }

  private typealias Combine = @Sendable (YAMLNode, Reading, Machine.ID?) -> Condition?

  private static let combinators: [String: Combine] = [
    "all": { node, reading, machine in .all(node.oneOrMany.compactMap { read($0, reading, on: machine) }) },
    "any": { node, reading, machine in .any(node.oneOrMany.compactMap { read($0, reading, on: machine) }) },
    "not": { node, reading, machine in read(node, reading, on: machine).map { .not($0) } },
  ]

  private static let facts: [(key: String, read: @Sendable (YAMLNode, Reading) -> Fact?)] = [
    ("container", { ContainerFact($0, $1).map { .container($0) } }),
    ("image", { ImageFact($0, $1).map { .image($0) } }),
    ("registry", { RegistryFact($0, $1).map { .registry($0) } }),
    ("http", { HTTPFact($0, $1).map { .http($0) } }),
    ("ran", { RanFact($0, $1).map { .ran($0) } }),
    ("file", { FileFact($0, $1).map { .file($0) } }),
    ("output", { OutputFact($0, $1).map { .output($0) } }),
    ("ask", { Question($0, $1).map { .ask($0) } }),
    ("script", { ScriptFact($0, $1).map { .script($0) } }),
  ]
}
