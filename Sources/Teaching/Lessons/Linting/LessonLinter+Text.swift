import Basics
import Markdown

extension LessonLinter {
  /// Links, pictures and blanks of a chapter.
  func textFindings(_ lesson: Lesson, tag: String) -> [LintFinding] {
    let chapters = lesson.sources.filter { !$0.path.hasSuffix(".yaml") }
    return chapters.flatMap { source in links(of: source) + blanks(of: source, in: lesson) }
      + commandBlanks(of: lesson)
  }

  private func links(of source: LessonSource) -> [LintFinding] {
    let lines = source.text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    let folder = source.path.lastIndex(of: "/").map { String(source.path[..<$0]) } ?? "."
    return MarkdownDocument(parsing: source.text).blocks.flatMap(\.targets).compactMap { target in
      guard let path = target.address.localPath else { return nil }
      let full = path.hasPrefix("/") ? path : "\(folder)/\(path)"
      guard (try? files.text(full)) == nil, (try? files.read(full)) == nil, files.list(full) == nil else {
        return nil
      }
      let place = Self.place(of: target.address, in: lines, near: target.lines, file: source.path)
      return LintFinding(
        target.isImage ? .imageBroken : .linkBroken, at: place,
        Phrase(en: "There is no file \(full).", ja: "ファイル \(full) がありません。"),
        instead: Phrase(
          en: "Correct the path; it is counted from the chapter's folder.",
          ja: "パスを直してください。章のあるフォルダーから数えます。"))
    }
  }

  /// Where a text stands in some lines.
  static func place(
    of text: String, in lines: [Substring], near range: ClosedRange<Int>, file: String
  ) -> SourcePlace {
    for number in range where lines.indices.contains(number - 1) {
      let line = lines[number - 1]
      if let found = line.firstRange(of: text) {
        let column = line.distance(from: line.startIndex, to: found.lowerBound) + 1
        return SourcePlace(file: file, line: number, column: column)
      }
    }
    return SourcePlace(file: file, line: range.lowerBound)
  }

  private func blanks(of source: LessonSource, in lesson: Lesson) -> [LintFinding] {
    let lines = source.text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    let data = Set(MarkdownDocument(parsing: source.text).blocks.flatMap(\.dataLines))
    return zip(1..., lines).flatMap { number, line -> [LintFinding] in
      guard !data.contains(number) else { return [] }
      return line.blanks.filter { lesson.values[$0.name] == nil }.map { blank in
        LintFinding(
          .blankInText, at: SourcePlace(file: source.path, line: number, column: blank.column),
          Phrase(
            en: "Learners see `{\(blank.name)}` as it stands: it has no value.",
            ja: "`{\(blank.name)}` に値がないため、学習者にはそのまま見えます。"),
          instead: Self.fill(blank.name))
      }
    }
  }

  /// Blanks in what dojo is to type.
  private func commandBlanks(of lesson: Lesson) -> [LintFinding] {
    lesson.steps.flatMap { step -> [LintFinding] in
      let typed =
        [(step.place, step.solution?.commands ?? [])]
        + (step.variants + step.counterexamples).map { ($0.place, $0.commands) }
        + step.diagnoses.map { diagnosis in
          // What a learner types literally is a mistake that a proof may show.
          (diagnosis.place, diagnosis.proof.filter { !$0.line.contains("'") })
        }
      return typed.flatMap { place, commands in
        commands.flatMap { $0.line[...].blanks }.map { blank in
          LintFinding(
            .blankUnfilled, at: place,
            Phrase(
              en: "A command would be typed with `{\(blank.name)}` in it.",
              ja: "`{\(blank.name)}` が残ったままコマンドが入力されます。"),
            instead: Self.fill(blank.name))
        }
      }
    }
  }

  private static func fill(_ name: String) -> Phrase {
    Phrase(
      en: "Give it one in the checks file: `values: {\"\(name)\": …}`.",
      ja: "チェックファイルに `values: {\"\(name)\": …}` と書いてください。")
  }
}

/// Where a link or a picture leads.
private struct Target {
  let address: String
  let isImage: Bool
  let lines: ClosedRange<Int>
}

extension Block {
  fileprivate var targets: [Target] {
    switch kind {
    case .heading(_, let inlines), .paragraph(let inlines): inlines.targets(lines)
    case .list(let list): list.items.flatMap(\.blocks).flatMap(\.targets)
    case .quote(let blocks): blocks.flatMap(\.targets)
    case .details(let details): details.blocks.flatMap(\.targets)
    case .table(let table): ([table.header] + table.rows).joined().flatMap { $0.targets(lines) }
    case .code, .html, .thematicBreak: []
    }
  }

  /// The lines of fences that hold data or programs, in which braces are no blanks.
  fileprivate var dataLines: [Int] {
    switch kind {
    case .code(let code):
      code.shellKind == .other ? Array(lines) : []
    case .list(let list): list.items.flatMap(\.blocks).flatMap(\.dataLines)
    case .quote(let blocks): blocks.flatMap(\.dataLines)
    case .details(let details): details.blocks.flatMap(\.dataLines)
    case .heading, .paragraph, .table, .html, .thematicBreak: []
    }
  }
}

extension [Inline] {
  fileprivate func targets(_ lines: ClosedRange<Int>) -> [Target] {
    flatMap { inline -> [Target] in
      switch inline {
      case .link(let inner, let destination):
        return inner.targets(lines) + [Target(address: destination, isImage: false, lines: lines)]
      case .image(_, let source): return [Target(address: source, isImage: true, lines: lines)]
      case .emphasis(let inner), .strong(let inner), .strikethrough(let inner): return inner.targets(lines)
      case .text, .code, .html, .softBreak, .lineBreak: return []
      }
    }
  }
}

extension String {
  /// The path of an address in the same folder tree; `nil` for the web, mail, and places in the same document.
  fileprivate var localPath: String? {
    let path = String(prefix { $0 != "#" && $0 != "?" })
    guard !path.isEmpty, !path.contains("://"), !path.hasPrefix("mailto:"), !path.hasPrefix("//") else {
      return nil
    }
    return (path.hasPrefix("./") ? String(path.dropFirst(2)) : path).replacing("%20", with: " ")
  }
}

extension Substring {
  /// The `{names}` in it that look like something to fill in: words, no program text and no JSON.
  var blanks: [(name: String, column: Int)] {
    let characters = Array(self)
    var found: [(String, Int)] = []
    for (index, character) in characters.enumerated() where character == "{" {
      if index > 0, "${%\\".contains(characters[index - 1]) { continue }
      let inner = characters[(index + 1)...].prefix { $0 != "}" && $0 != "{" }
      let end = index + 1 + inner.count
      guard end < characters.count, characters[end] == "}", (1...40).contains(inner.count) else { continue }
      if end + 1 < characters.count, characters[end + 1] == "}" { continue }
      let isName = inner.allSatisfy { $0.isLetter || $0.isNumber || " _-".contains($0) }
      guard isName, inner.contains(where: \.isLetter), inner.first != " " else { continue }
      found.append((String(inner), index + 1))
    }
    return found
  }
}
