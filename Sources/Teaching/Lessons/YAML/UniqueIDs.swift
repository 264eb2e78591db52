import Basics

/// The ids of one list: each well formed, none twice.
struct UniqueIDs {
  private var first: [String: SourcePlace]

  /// `taken` are ids that stand elsewhere already.
  init(taken: [(id: String, place: SourcePlace)] = []) {
    first = Dictionary(taken.map { ($0.id, $0.place) }) { first, _ in first }
  }

  /// The `id` of an entry; nil after reporting what is wrong with it.
  mutating func read(_ fields: Fields, key: String = "id") -> String? {
    guard let id: String = fields.required(key), let place = fields.node(key)?.place else { return nil }
    guard Identifier<Lesson>.accepts(id) else {
      let slug = Self.slug(id)
      fields.reading.report(
        Phrase(en: "`\(id)` cannot be an id.", ja: "`\(id)` は id に使えません。"), at: place,
        instead: Phrase(
          en: "Use lower-case letters, digits and single hyphens, starting with a letter: `\(slug)`.",
          ja: "英小文字で始め、英小文字・数字・ハイフンだけを使ってください（例: `\(slug)`）。"))
      return nil
    }
    if let other = first[id] {
      fields.reading.report(
        Self.standsTwice(id, first: other, isHere: other.file == place.file), at: place,
        instead: Phrase(en: "Give this one an id of its own.", ja: "別の id を付けてください。"))
      return nil
    }
    first[id] = place
    return id
  }

  private static func standsTwice(_ id: String, first: SourcePlace, isHere: Bool) -> Phrase {
    isHere
      ? Phrase(
        en: "The id `\(id)` stands twice; the first is in line \(first.line).",
        ja: "id `\(id)` が 2 回使われています（1 つ目は \(first.line) 行目）。")
      : Phrase(
        en: "The id `\(id)` is taken: it stands in \(first).", ja: "id `\(id)` はすでに \(first) で使われています。")
  }

  private static func slug(_ text: String) -> String {
    let words = text.lowercased().split { !$0.isASCII || !($0.isLetter || $0.isNumber) }
    let slug = words.joined(separator: "-")
    return Identifier<Lesson>.accepts(slug) ? slug : "my-id"
  }
}
