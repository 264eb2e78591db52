/// The `Link` field of a reply (RFC 8288, section 3).
enum LinkField {
  /// The target of the first link whose relation is `next`: `/v2/_catalog?n=100` in `</v2/_catalog?n=100>; rel="next"`.
  static func next(in field: String) -> String? {
    var rest = field[...]
    while let open = rest.firstIndex(of: "<"), let close = rest[open...].firstIndex(of: ">") {
      let target = rest[rest.index(after: open)..<close]
      rest = rest[rest.index(after: close)...]
      let isNext = relation(&rest).split(separator: " ").contains { $0.lowercased() == "next" }
      if isNext, !target.isEmpty { return String(target) }
    }
    return nil
  }

  /// What the parameters of a link give as its relation; of several the first counts, and the next link is left over.
  private static func relation(_ rest: inout Substring) -> String {
    var relation: String?
    while let first = rest.first, first != "," {
      rest.removeFirst()
      guard first == ";" else { continue }
      let name = word(&rest, until: "=;,")
      guard rest.first == "=" else { continue }
      rest.removeFirst()
      let value = value(&rest)
      if name.lowercased() == "rel", relation == nil { relation = value }
    }
    return relation ?? ""
  }

  private static func value(_ rest: inout Substring) -> String {
    rest = rest.drop { $0 == " " || $0 == "\t" }
    guard rest.first == "\"" else { return word(&rest, until: ";,") }
    rest.removeFirst()
    var value = ""
    while let character = rest.popFirst(), character != "\"" {
      value.append(character == "\\" ? rest.popFirst() ?? character : character)
    }
    return value
  }

  /// What stands before one of some marks, without the blanks around it.
  private static func word(_ rest: inout Substring, until marks: String) -> String {
    let word = rest.prefix { !marks.contains($0) }
    rest = rest[word.endIndex...]
    return word.filter { $0 != " " && $0 != "\t" }
  }
}
