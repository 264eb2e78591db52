import Basics
import Yams

/// Parses YAML text into nodes with places; the only user of Yams.
struct YAMLParser {
  let file: String
  private let lines: [Substring]
  private let text: String
  /// More nodes than any checks file has; aliases of aliases could otherwise unfold without end.
  private static let mostNodes = 200_000
  private static let deepest = 64

  init(text: String, file: String) {
    let text = text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text
    self.text = text
    self.file = file
    lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map {
      Substring($0)
    }
  }

  /// The root of the only document, nil when the file is empty; throws a `LessonProblem`.
  func root() throws -> YAMLNode? {
    do {
      guard let root = try Parser(yaml: text, resolver: .basic, encoding: .utf8).singleRoot() else {
        return nil
      }
      var count = 0
      return try node(root, depth: 0, count: &count)
    } catch let error as YamlError {
      throw problem(error)
    }
  }

  private func node(_ node: Node, depth: Int, count: inout Int) throws -> YAMLNode {
    let place = place(node.mark)
    count += 1
    guard count <= Self.mostNodes, depth <= Self.deepest else { throw tooLarge(at: place) }
    switch node {
    case .scalar(let scalar):
      let isQuoted = scalar.style != .plain && scalar.style != .any
      return YAMLNode(content: .scalar(scalar.string, isQuoted: isQuoted), place: place)
    case .sequence(let sequence):
      let items = try sequence.map { try self.node($0, depth: depth + 1, count: &count) }
      return YAMLNode(content: .list(items), place: place)
    case .mapping(let mapping):
      let entries = try mapping.map { pair in
        guard case .scalar(let key) = pair.key else { throw notAWord(at: self.place(pair.key.mark)) }
        let value = try self.node(pair.value, depth: depth + 1, count: &count)
        return YAMLNode.Entry(key: key.string, place: self.place(pair.key.mark), value: value)
      }
      return YAMLNode(content: .mapping(entries), place: place)
    case .alias:
      return YAMLNode(content: .scalar("", isQuoted: false), place: place)
    }
  }

  /// libYAML counts columns in Unicode scalars, people and editors in characters.
  private func place(_ mark: Mark?) -> SourcePlace {
    guard let mark else { return SourcePlace(file: file) }
    let line = lines.indices.contains(mark.line - 1) ? lines[mark.line - 1] : ""
    let isASCII = line.utf8.prefix(mark.column - 1).allSatisfy { $0 < 0x80 }
    let column = isASCII ? mark.column : Self.characters(in: line, scalars: mark.column - 1) + 1
    return SourcePlace(file: file, line: mark.line, column: column)
  }

  private static func characters(in line: Substring, scalars: Int) -> Int {
    let scalars = line.unicodeScalars.prefix(scalars)
    return line[..<scalars.endIndex].count
  }
}

extension YAMLParser {
  private func problem(_ error: YamlError) -> LessonProblem {
    switch error {
    case .scanner(_, let reason, let mark, _), .parser(_, let reason, let mark, _),
      .composer(_, let reason, let mark, _):
      return notYAML(reason, at: place(mark))
    case .reader(let reason, _, _, _): return notYAML(reason, at: SourcePlace(file: file))
    case .duplicatedKeysInMapping(let keys, let context):
      let key = keys.first ?? ""
      return LessonProblem(
        at: placeOfSecond(key, after: context.mark),
        found: Phrase(
          en: "`\(key)` stands twice in the same place; the first is in line \(context.mark.line).",
          ja: "`\(key)` が同じ場所に 2 回書かれています（1 つ目は \(context.mark.line) 行目）。"),
        instead: Phrase(en: "Keep one of them.", ja: "どちらか一方だけを残してください。"))
    default: return notYAML("\(error)", at: SourcePlace(file: file))
    }
  }

  /// Where a key stands again in the column of its first place; Yams tells only the first.
  private func placeOfSecond(_ key: String, after first: Mark) -> SourcePlace {
    for index in lines.indices.dropFirst(first.line) {
      let line = lines[index]
      let head = line.prefix(first.column - 1)
      let isBlock = head.allSatisfy { $0 == " " || $0 == "-" }
      let rest = line.dropFirst(first.column - 1).drop { $0 == "\"" || $0 == "'" }
      if isBlock, rest.hasPrefix(key), rest.dropFirst(key.count).first.map({ ":\"' ".contains($0) }) == true {
        return SourcePlace(file: file, line: index + 1, column: first.column)
      }
    }
    return place(first)
  }

  private func notYAML(_ reason: String, at place: SourcePlace) -> LessonProblem {
    LessonProblem(
      at: place,
      found: Phrase(en: "This is not YAML: \(reason).", ja: "YAML として読めません（\(reason)）。"),
      instead: Phrase(
        en:
          "Indent with spaces, not tabs, and put quotes around text that starts with `{`, `*` or `&` or holds `: `.",
        ja: "字下げはタブではなく空白で行い、`{`、`*`、`&` で始まる文字列や `: ` を含む文字列は引用符で囲んでください。"))
  }

  private func notAWord(at place: SourcePlace) -> LessonProblem {
    LessonProblem(
      at: place,
      found: Phrase(en: "This key is not a word.", ja: "キーが文字列ではありません。"),
      instead: Phrase(
        en: "If a `{blank}` was meant, put quotes around the whole text.",
        ja: "`{空欄}` のつもりなら、文字列全体を引用符で囲んでください。"))
  }

  private func tooLarge(at place: SourcePlace) -> LessonProblem {
    LessonProblem(
      at: place,
      found: Phrase(en: "The file is too large or too deeply nested.", ja: "ファイルが大きすぎるか、入れ子が深すぎます。"),
      instead: Phrase(en: "Split the lesson, or remove the aliases.", ja: "レッスンを分けるか、エイリアスを取り除いてください。"))
  }
}
