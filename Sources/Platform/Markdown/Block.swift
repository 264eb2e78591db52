/// One block of a Markdown document, with the place in its file.
package struct Block: Hashable, Sendable {
  /// What the block is, with its content.
  package var kind: Kind {
    didSet { words = kind.words }
  }
  /// What a paragraph or a heading says, without markup; empty for other blocks.
  package private(set) var words: String
  /// The 1-based source lines it covers, first to last.
  package let lines: ClosedRange<Int>
  /// The 1-based column, in characters, at which it starts on its first line.
  package let column: Int

  package init(_ kind: Kind, lines: ClosedRange<Int>, column: Int = 1) {
    self.kind = kind
    words = kind.words
    self.lines = lines
    self.column = column
  }

  /// The kinds of block that CommonMark, GitHub's tables and HTML's `<details>` know.
  ///
  /// It is indirect because blocks are handed on much more often than they are made.
  package indirect enum Kind: Hashable, Sendable {
    /// A heading of level 1 to 6.
    case heading(level: Int, [Inline])
    case paragraph([Inline])
    case list(List)
    case quote([Block])
    case code(CodeBlock)
    case table(Table)
    /// HTML as written, other than `<details>`.
    case html(String)
    case details(Details)
    case thematicBreak

    /// What a paragraph or a heading says.
    fileprivate var words: String {
      switch self {
      case .paragraph(let inlines), .heading(_, let inlines): inlines.plainText
      default: ""
      }
    }
  }
}

/// A list with the numbers its author printed.
package struct List: Hashable, Sendable {
  package var items: [Item]
  /// What follows the number of each item; absent in bullet lists.
  package let delimiter: Delimiter?
  /// Whether the items stand without blank lines between them.
  package let isTight: Bool

  package init(items: [Item], delimiter: Delimiter?, isTight: Bool) {
    self.items = items
    self.delimiter = delimiter
    self.isTight = isTight
  }

  /// What stands behind the number of an ordered item.
  package enum Delimiter: String, Hashable, Sendable {
    case period = "."
    case parenthesis = ")"
  }

  /// One item of a list, with the blocks it holds.
  package struct Item: Hashable, Sendable {
    /// The number in the source, also where it repeats or skips; absent in bullet lists.
    package let number: Int?
    package var blocks: [Block]
    package let lines: ClosedRange<Int>
    /// The 1-based column of the number or bullet.
    package let column: Int
    /// Whether a task list's box is ticked; absent where there is no box.
    package let isChecked: Bool?

    package init(
      number: Int?, blocks: [Block], lines: ClosedRange<Int>, column: Int = 1, isChecked: Bool? = nil
    ) {
      self.number = number
      self.blocks = blocks
      self.lines = lines
      self.column = column
      self.isChecked = isChecked
    }
  }
}

/// A fenced or indented code block.
package struct CodeBlock: Hashable, Sendable {
  /// The words after the opening fence, trimmed: `sh`, `yaml title="a"`; empty when there are none.
  package let info: String
  /// The first word of `info` in lower case.
  package let language: String
  /// The code without its indent, each line ended by `\n`.
  package var text: String
  package let form: Form
  /// What stands in double braces behind the closing fence, `exec` for instance, as Killercoda has it.
  package let annotation: String?
  /// Whether the fence ends where its author wrote so, and not only because the text around it ends.
  package let isClosed: Bool

  /// The ways in which code is set apart.
  package enum Form: Hashable, Sendable {
    case fenced
    case indented
    /// Between two runs of at least three backticks on one line, which alone are no fence.
    case oneLine
  }

  package init(
    info: String, text: String, isFenced: Bool = true, form: Form? = nil, annotation: String? = nil,
    isClosed: Bool = true
  ) {
    self.info = info
    language = Self.language(in: info)
    self.text = text
    self.form = form ?? (isFenced ? .fenced : .indented)
    self.annotation = annotation
    self.isClosed = isClosed
  }

  private static func language(in info: String) -> String {
    let word = info.utf8.prefix { $0 > 0x20 && $0 < 0x80 }
    // Beyond ASCII there are blanks too.
    guard word.endIndex == info.utf8.endIndex || info.utf8[word.endIndex] < 0x80 else {
      return info.split(whereSeparator: \.isWhitespace).first.map { $0.lowercased() } ?? ""
    }
    let language = String(info[..<word.endIndex])
    return word.contains { $0 &- 0x41 < 26 } ? language.lowercased() : language
  }

  package var isFenced: Bool { form == .fenced }

  /// How many lines of its block stand above the first line of `text`.
  package var linesAbove: Int { form == .fenced ? 1 : 0 }
}

/// A GitHub table; every row has as many cells as the header.
package struct Table: Hashable, Sendable {
  package var header: [[Inline]]
  package var rows: [[[Inline]]]

  package init(header: [[Inline]], rows: [[[Inline]]]) {
    self.header = header
    self.rows = rows
  }
}

/// An HTML `<details>` element: what its summary says, and the blocks it hides.
package struct Details: Hashable, Sendable {
  package var summary: String
  package var blocks: [Block]
  /// Whether the closing tag is there; without it the rest of the text around is hidden too.
  package let isClosed: Bool

  package init(summary: String, blocks: [Block], isClosed: Bool = true) {
    self.summary = summary
    self.blocks = blocks
    self.isClosed = isClosed
  }
}
