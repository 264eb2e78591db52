import Basics
import YAML

/// Parses YAML text into nodes whose places are those of a file.
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
    let found: Node?
    do throws(YAMLProblem) {
      found = try YAMLDocument.root(of: text)
    } catch {
      throw problem(error)
    }
    guard let found else { return nil }
    var count = 0
    return try node(found, depth: 0, count: &count)
  }

  private func node(_ node: Node, depth: Int, count: inout Int) throws -> YAMLNode {
    let place = place(node.mark)
    count += 1
    guard count <= Self.mostNodes, depth <= Self.deepest else { throw tooLarge(at: place) }
    switch node.content {
    case .scalar(let text, let isPlain):
      return YAMLNode(content: .scalar(text, isQuoted: !isPlain), place: place)
    case .sequence(let nodes):
      let items = try nodes.map { try self.node($0, depth: depth + 1, count: &count) }
      return YAMLNode(content: .list(items), place: place)
    case .mapping(let pairs):
      let entries = try pairs.map { pair in
        guard let key = pair.key.text else { throw notAWord(at: self.place(pair.key.mark)) }
        let value = try self.node(pair.value, depth: depth + 1, count: &count)
        return YAMLNode.Entry(key: key, place: self.place(pair.key.mark), value: value)
      }
      return YAMLNode(content: .mapping(entries), place: place)
    }
  }

  /// libYAML counts columns in Unicode scalars, people and editors in characters.
  private func place(_ mark: Mark) -> SourcePlace {
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
  private func problem(_ problem: YAMLProblem) -> LessonProblem {
    switch problem {
    case .noLibrary:
      LessonProblem(
        at: SourcePlace(file: file),
        found: Phrase(
          en: "Reading it needs libyaml, which is not on this computer.",
          ja: "読み込みに必要な libyaml が、このコンピューターにありません。"),
        instead: Phrase(
          en: "Install it (Debian, Ubuntu: apt-get install libyaml-0-2; macOS: brew install libyaml).",
          ja: "インストールしてください（Debian、Ubuntu: apt-get install libyaml-0-2、macOS: brew install libyaml）。"))
    case .scanning(let reason, let mark), .parsing(let reason, let mark): notYAML(reason, at: place(mark))
    case .characters(let reason): notYAML(reason, at: SourcePlace(file: file))
    case .tooDeep(let mark): tooLarge(at: place(mark))
    case .keyTwice(let key, let first, let second):
      LessonProblem(
        at: place(second),
        found: Phrase(
          en: "`\(key)` stands twice in the same place; the first is in line \(first.line).",
          ja: "`\(key)` が同じ場所に 2 回書かれています（1 つ目は \(first.line) 行目）。"),
        instead: Phrase(en: "Keep one of them.", ja: "どちらか一方だけを残してください。"))
    }
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
