/// Reads fences that CommonMark does not see, or sees too much of, as their authors meant them.
///
/// Three things happen in real chapters: a command between two runs of three backticks on one line, which is only a
/// code span; a fence that is indented so far that it is part of a paragraph or an indented block; and a fence that is
/// never closed, which swallows everything up to the next one.
struct FenceRepair {
  let source: SourceLines
  /// How many repairs led to this text.
  let repairs: Int
  /// Deeper than this a text stays as CommonMark reads it.
  static let mostRepairs = 6
  /// How many lines a fence that is part of a paragraph may have, so that time stays linear.
  private static let longestLost = 400

  func repaired(_ blocks: [Block], isTop: Bool) -> [Block] {
    guard repairs < Self.mostRepairs, blocks.contains(where: { mayNeedRepair($0, isTop: isTop) }) else {
      return blocks
    }
    var repaired: [Block] = []
    repaired.reserveCapacity(blocks.count)
    for block in blocks {
      if let parts = parts(of: block, isTop: isTop) { repaired += parts } else { repaired.append(block) }
    }
    return repaired
  }

  /// What a block is when its fences are read as they were meant; nil when it stays as it is.
  private func parts(of block: Block, isTop: Bool) -> [Block]? {
    switch block.kind {
    case .paragraph(let inlines) where startsLineWithCode(inlines): paragraph(block)
    case .code(let code) where code.form == .indented: indented(block, code)
    case .code(let code) where code.form == .fenced && isTop:
      isPlainlyClosed(block, code) ? nil : swallowing(block, code)
    default: nil
    }
  }

  private func mayNeedRepair(_ block: Block, isTop: Bool) -> Bool {
    switch block.kind {
    case .paragraph(let inlines): startsLineWithCode(inlines)
    case .code(let code):
      code.form == .indented
        ? Fence.starts(code.text[...]) : isTop && code.form == .fenced && !isPlainlyClosed(block, code)
    default: false
    }
  }

  /// Whether a code span stands at the start of a line.
  private func startsLineWithCode(_ inlines: [Inline]) -> Bool {
    var isStart = true
    for inline in inlines {
      switch inline {
      case .code where isStart: return true
      case .softBreak, .lineBreak: isStart = true
      default: isStart = false
      }
    }
    return false
  }

  // MARK: Code spans that are fences

  /// A paragraph cut at the lines that are fences; nil when there are none.
  private func paragraph(_ block: Block) -> [Block]? {
    let rows = rows(of: block)
    guard rows.contains(where: { Fence.starts($0.text) }) else { return nil }
    var found: [Block] = []
    var plain = 0..<0
    var index = 0
    while index < rows.count {
      guard let (code, end) = fence(in: rows, at: index) else {
        plain = plain.isEmpty ? index..<(index + 1) : plain.lowerBound..<(index + 1)
        index += 1
        continue
      }
      found += words(rows[plain])
      plain = 0..<0
      let lines = rows[index].number...rows[end - 1].number
      found.append(Block(.code(code), lines: lines, column: rows[index].column))
      index = end
    }
    let hasCode = !found.isEmpty
    return hasCode ? found + words(rows[plain]) : nil
  }

  /// One line of a paragraph, without what its containers and its indent put in front of it.
  private struct Row {
    let number: Int
    let column: Int
    let text: Substring
  }

  private func rows(of block: Block) -> [Row] {
    block.lines.map { number in
      let line = source.text(line: number)
      let skipped =
        number == block.lines.lowerBound
        ? line.prefix(block.column - 1).count
        : line.prefix { $0 == " " || $0 == "\t" || $0 == ">" }.count
      let rest = line.dropFirst(skipped)
      let indent = rest.prefix { $0 == " " || $0 == "\t" }.count
      return Row(number: number, column: skipped + indent + 1, text: rest.dropFirst(indent))
    }
  }

  /// The fence that starts in a line, and the index after its last one.
  private func fence(in rows: [Row], at index: Int) -> (CodeBlock, end: Int)? {
    guard let fence = Fence(rows[index].text) else { return nil }
    if let command = fence.closedOnItsLine {
      return (
        CodeBlock(
          info: "", text: command + "\n", form: .oneLine, annotation: fence.annotation),
        index + 1
      )
    }
    guard
      let close = rows[(index + 1)...].prefix(Self.longestLost).firstIndex(where: {
        fence.isClosed(by: $0.text)
      })
    else {
      return nil
    }
    let text = rows[(index + 1)..<close].map { $0.text + "\n" }.joined()
    let annotation = source.annotations[rows[close].number - source.firstLine]
    return (CodeBlock(info: fence.info, text: text, annotation: annotation), close + 1)
  }

  /// The blocks of what stands around fences.
  private func words(_ rows: ArraySlice<Row>) -> [Block] {
    guard let first = rows.first else { return [] }
    let text = rows.map { $0.text + "\n" }.joined()
    let columns = Dictionary(rows.map { ($0.number, $0.column - 1) }) { first, _ in first }
    return MarkdownDocument(parsing: text, startingAt: first.number, repairs: repairs + 1).blocks.map {
      block in
      Block(block.kind, lines: block.lines, column: block.column + (columns[block.lines.lowerBound] ?? 0))
    }
  }

  // MARK: Indented blocks that are fences

  /// An indented block cut at its fences; nil when it has none.
  private func indented(_ block: Block, _ code: CodeBlock) -> [Block]? {
    let lines = code.lines
    guard let fence = lines.first.flatMap({ Fence($0) }) else { return nil }
    if let command = fence.closedOnItsLine {
      let line = block.lines.lowerBound
      let own = Block(
        .code(CodeBlock(info: "", text: command + "\n", form: .oneLine, annotation: fence.annotation)),
        lines: line...line, column: block.column)
      return [own] + rest(lines.dropFirst(), of: block)
    }
    guard let close = lines.indices.dropFirst().first(where: { fence.isClosed(by: lines[$0]) }) else {
      return nil
    }
    let indent = lines[0].prefix { $0 == " " }.count
    let text = lines[1..<close].map { line in
      line.dropFirst(min(indent, line.prefix { $0 == " " }.count)) + "\n"
    }.joined()
    let first = block.lines.lowerBound
    let annotation = source.annotations[first + close - source.firstLine]
    let own = Block(
      .code(CodeBlock(info: fence.info, text: text, annotation: annotation)), lines: first...(first + close),
      column: block.column)
    return [own] + rest(lines.dropFirst(close + 1), of: block)
  }

  /// What is left of an indented block.
  private func rest(_ lines: ArraySlice<Substring>, of block: Block) -> [Block] {
    let written = lines.drop { $0.allSatisfy(\.isWhitespace) }
    guard !written.isEmpty else { return [] }
    let first = block.lines.lowerBound + written.startIndex
    let text = written.map { $0 + "\n" }.joined()
    let left = Block(
      .code(CodeBlock(info: "", text: text, isFenced: false)),
      lines: first...max(first, block.lines.upperBound),
      column: block.column)
    return Self(source: source, repairs: repairs + 1).repaired([left], isTop: false)
  }

  // MARK: Fences that are never closed

  /// A fence that swallowed what its author did not mean to be code, cut there; nil when it is as it should be.
  private func swallowing(_ block: Block, _ code: CodeBlock) -> [Block]? {
    let (first, last) = (block.lines.lowerBound, block.lines.upperBound)
    guard let fence = Fence(source.text(line: first).dropFirst(block.column - 1)) else { return nil }
    let isClosed = last > first && fence.isClosed(by: source.text(line: last)[...])
    let lines = code.lines
    let holdsMarkdown = ["md", "markdown"].contains(code.language) || fence.length > 3
    guard !(isClosed && (holdsMarkdown || !lines.contains { Fence.starts($0) })) else { return nil }
    let opensAgain = lines.indices.map { index in
      Fence(lines[index]).map { $0.mark == fence.mark && $0.namesLanguage } ?? false
    }
    let isLost = !isClosed || opensAgain.contains(true)
    let end = lines.indices.first { index in
      guard index > 0, isLost else { return false }
      return opensAgain[index] || Self.startsOtherText(lines[index], above: lines[index - 1])
    }
    let unclosed = { (text: String) in
      CodeBlock(info: code.info, text: text, annotation: code.annotation, isClosed: false)
    }
    guard let end else {
      return isClosed ? nil : [Block(.code(unclosed(code.text)), lines: block.lines, column: block.column)]
    }
    let own = lines[..<end].reversed().drop { $0.allSatisfy(\.isWhitespace) }.reversed()
    let text = own.map { $0 + "\n" }.joined()
    let kept = Block(.code(unclosed(text)), lines: first...(first + own.count), column: block.column)
    let swallowed = MarkdownDocument(
      parsing: source.text(lines: (first + 1 + end)...last), startingAt: first + 1 + end, repairs: repairs + 1
    )
    return [kept] + swallowed.blocks
  }

  /// Whether nothing in a fence looks like another one, and its last line closes it: so are nearly all.
  private func isPlainlyClosed(_ block: Block, _ code: CodeBlock) -> Bool {
    let last = source.content(block.lines.upperBound - source.firstLine).drop { $0 == 0x20 || $0 == 0x09 }
    guard block.lines.count > 1, let mark = last.first, Fence.isMark(mark), last.count >= 3,
      last.allSatisfy({ $0 == mark || $0 == 0x20 })
    else { return false }
    var run = 0
    for byte in code.text.utf8 {
      run = Fence.isMark(byte) ? run + 1 : 0
      if run == 3 { return false }
    }
    return true
  }

  /// Whether a line is a heading, or a numbered item, with a blank line above it.
  private static func startsOtherText(_ line: Substring, above: Substring) -> Bool {
    if line.hasPrefix("## ") || line.hasPrefix("### ") { return true }
    guard above.allSatisfy(\.isWhitespace) else { return false }
    let digits = line.prefix { $0.isASCII && $0.isNumber }
    guard (1...3).contains(digits.count) else { return false }
    let rest = line.dropFirst(digits.count)
    return rest.hasPrefix(". ") || rest.hasPrefix(") ")
  }
}

extension CodeBlock {
  /// The lines of the code without their ends.
  fileprivate var lines: ArraySlice<Substring> {
    text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).map(Substring.init).dropLast()
  }
}

/// The opening line of a fence.
struct Fence {
  let mark: Character
  let length: Int
  /// What stands behind the marks, trimmed.
  let info: String
  /// What stands in double braces behind the closing marks, where the fence is closed on its own line.
  let annotation: String?

  init?(_ line: Substring) {
    let line = line.drop { $0 == " " || $0 == "\t" }
    guard Self.starts(line), let mark = line.first else { return nil }
    let run = line.prefix { $0 == mark }
    self.mark = mark
    length = run.count
    let words = Self.trimmed(line.dropFirst(run.count))
    if words.hasSuffix("}}"), let braces = words.firstRange(of: "`{{") {
      info = String(words[..<braces.upperBound].dropLast(2))
      annotation = String(words[braces.upperBound...].dropLast(2))
    } else {
      (info, annotation) = (words, nil)
    }
  }

  /// Whether a line starts with at least three backticks or tildes, after blanks.
  static func starts(_ line: Substring) -> Bool {
    let start = line.utf8.drop { $0 == 0x20 || $0 == 0x09 }
    guard let mark = start.first, mark == UInt8(ascii: "`") || mark == UInt8(ascii: "~") else { return false }
    return start.prefix(3).elementsEqual([mark, mark, mark])
  }

  /// Whether a byte is a backtick or a tilde.
  static func isMark(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "`") || byte == UInt8(ascii: "~") }

  /// The command of a fence that is opened and closed on one line.
  var closedOnItsLine: String? {
    let marks = String(repeating: mark, count: length)
    guard mark == "`", info.hasSuffix(marks), info.count > length else { return nil }
    let inner = Self.trimmed(info.dropLast(length))
    return inner.isEmpty || inner.contains(marks) ? nil : inner
  }

  func isClosed(by line: Substring) -> Bool {
    guard Self.starts(line) else { return false }
    let text = Self.trimmed(line.drop { $0 == ">" || $0 == " " || $0 == "\t" })
    return text.count >= length && text.allSatisfy { $0 == mark }
  }

  /// Whether the words behind the marks are one that names a language: such a line never closes a fence.
  var namesLanguage: Bool {
    [
      "sh", "bash", "shell", "console", "zsh", "powershell", "cmd", "docker", "dockerfile", "yaml", "yml",
      "json", "text",
    ]
    .contains(info.lowercased())
  }

  private static func trimmed(_ text: Substring) -> String {
    let start = text.drop(while: \.isWhitespace)
    guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(start[...last])
  }
}
