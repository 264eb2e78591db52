import Basics

/// The keys of one mapping while it is read; whatever was not asked for is unknown.
final class Fields {
  let place: SourcePlace
  let reading: Reading
  private let entries: [String: YAMLNode.Entry]
  private var asked: [String] = []

  /// Reports and gives nil when the node is no mapping.
  ///
  /// A plain text is read as a mapping with only the key `shorthand`, where there is one.
  init?(_ node: YAMLNode, _ reading: Reading, shorthand: String? = nil, expecting expected: Phrase) {
    place = node.place
    self.reading = reading
    if let entries = node.entries {
      self.entries = Dictionary(entries.map { ($0.key, $0) }) { first, _ in first }
    } else if let shorthand, node.text != nil, !node.isEmpty {
      entries = [shorthand: YAMLNode.Entry(key: shorthand, place: node.place, value: node)]
    } else {
      reading.reject(node, expecting: expected)
      return nil
    }
  }

  /// What stands after a key.
  func node(_ key: String) -> YAMLNode? {
    if !asked.contains(key) { asked.append(key) }
    return entries[key]?.value
  }

  /// Where a key stands, or the mapping itself when it is missing.
  func place(of key: String) -> SourcePlace {
    entries[key]?.place ?? place
  }

  subscript<Value: YAMLReadable>(key: String) -> Value? {
    node(key).flatMap { Value($0, reading) }
  }

  /// The value of a key that must be there.
  func required<Value: YAMLReadable>(_ key: String) -> Value? {
    guard let node = node(key) else {
      if isMisspelt(key) { return nil }
      reading.report(
        Phrase(en: "`\(key)` is missing.", ja: "`\(key)` がありません。"), at: place,
        instead: Phrase(
          en: "Add `\(key):` with \(Value.expected.en).", ja: "`\(key):` に\(Value.expected.ja)を書いてください。"))
      return nil
    }
    return Value(node, reading)
  }

  /// Whether an unknown key looks like this one: that is reported once, as unknown.
  private func isMisspelt(_ key: String) -> Bool {
    entries.keys.contains { !asked.contains($0) && Suggestion.nearest(to: $0, among: [key]) != nil }
  }

  /// One value or a list of them.
  func list<Value: YAMLReadable>(_ key: String) -> [Value] {
    node(key)?.oneOrMany.compactMap { Value($0, reading) } ?? []
  }

  /// A mapping of names that the author chooses; names have their blanks filled in too.
  func table<Value: YAMLReadable>(_ key: String) -> [String: Value] {
    guard let node = node(key) else { return [:] }
    guard let entries = node.entries else {
      reading.reject(node, expecting: Phrase(en: "a mapping of names to values", ja: "名前と値のマッピング"))
      return [:]
    }
    let pairs = entries.compactMap { entry in
      Value(entry.value, reading).map { (reading.blanks.fill(entry.key), $0) }
    }
    return Dictionary(pairs) { _, last in last }
  }

  /// Which of these keys are there, in the order given.
  func present(among keys: [String]) -> [String] {
    asked += keys.filter { !asked.contains($0) }
    return keys.filter { entries[$0] != nil }
  }

  /// Whether there are keys nobody has asked for.
  var hasUnknownKeys: Bool { entries.keys.contains { !asked.contains($0) } }

  /// Reports every key that nobody has asked for.
  func finish() {
    for entry in entries.values.sorted(by: { $0.place < $1.place }) where !asked.contains(entry.key) {
      reading.report(
        Phrase(en: "`\(entry.key)` is not known here.", ja: "`\(entry.key)` はここでは使えません。"), at: entry.place,
        instead: Suggestion.sentence(for: entry.key, among: asked))
    }
  }
}

extension Fields {
  /// A machine of the lesson.
  func machine(_ key: String) -> Machine.ID? {
    guard let node = node(key), let name = String(node, reading) else { return nil }
    guard reading.machines.contains(name) else {
      reading.rejectName(
        name, at: node.place, kind: Phrase(en: "machine", ja: "マシン"), known: reading.machines)
      return nil
    }
    return Machine.ID(name)
  }

  /// A step before the one being read.
  func earlierStep(_ key: String) -> Step.ID? {
    guard let node = node(key), let name = String(node, reading) else { return nil }
    guard let index = reading.steps.firstIndex(of: name) else {
      reading.rejectName(name, at: node.place, kind: Phrase(en: "step", ja: "手順"), known: reading.steps)
      return nil
    }
    guard index < reading.stepsBefore else {
      let earlier = Array(reading.steps.prefix(reading.stepsBefore))
      reading.report(
        Phrase(en: "`\(name)` is not an earlier step.", ja: "`\(name)` は前の手順ではありません。"), at: node.place,
        instead: Suggestion.sentence(for: "", among: earlier))
      return nil
    }
    return Step.ID(name)
  }
}
