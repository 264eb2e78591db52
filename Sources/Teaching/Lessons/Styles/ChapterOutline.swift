import Markdown

/// A chapter's top-level blocks with what the rules of style want to know of each.
struct ChapterOutline {
  let pieces: [Piece]
  let facts: [Facts]
  /// The numbers of a solution key that stands apart.
  let keyNumbers: Set<Int>
  /// The files that are steps, where an index says so.
  let stepFiles: Set<String>?

  /// What one block holds.
  struct Facts {
    /// The level of a heading; 0 for other blocks.
    var heading = 0
    /// How many code blocks with commands it holds; those in solutions do not count.
    var commands = 0
    /// The same for each item of a list.
    var itemCommands: [Int] = []
    var hasHelp = false
    /// The same for each item of a list.
    var itemHasHelp: [Bool] = []
    var isSolution = false
  }

  init(_ pieces: [Piece], keyNumbers: Set<Int> = [], stepFiles: [String]? = nil) {
    self.pieces = pieces
    self.keyNumbers = keyNumbers
    self.stepFiles = stepFiles.map(Set.init)
    facts = pieces.map { Self.facts(of: $0.block) }
  }

  private static func facts(of block: Block) -> Facts {
    var facts = Facts()
    switch block.kind {
    case .heading(let level, _): facts.heading = level
    case .code(let code): facts.commands = code.holdsCommands ? 1 : 0
    case .details(let details):
      facts.hasHelp = details.isHint || details.isSolution
      facts.isSolution = details.isSolution
    case .list(let list):
      facts.itemCommands = list.items.map { item in
        item.blocks.reduce(0) { sum, block in
          sum + CodeReading.codes(in: block).count { $0.1.holdsCommands }
        }
      }
      facts.itemHasHelp = list.items.map { item in item.blocks.contains { hasHelp($0) } }
      facts.commands = facts.itemCommands.reduce(0, +)
      facts.hasHelp = facts.itemHasHelp.contains(true)
    default: break
    }
    return facts
  }

  private static func hasHelp(_ block: Block) -> Bool {
    switch block.kind {
    case .details(let details): details.isHint || details.isSolution
    case .paragraph(let inlines): !InlineHint.take(from: inlines).hints.isEmpty
    default: false
    }
  }

  /// How many code blocks hold commands in the whole chapter.
  var commandCount: Int { facts.reduce(0) { $0 + $1.commands } }

  /// The text of the paragraph or heading right above a block.
  func textAbove(_ index: Int) -> String? {
    guard index > 0 else { return nil }
    switch pieces[index - 1].block.kind {
    case .paragraph(let inlines), .heading(_, let inlines): return inlines.plainText
    default: return nil
    }
  }

  /// The nearest heading above a block, in its own file.
  func headingAbove(_ index: Int) -> String? {
    var index = index - 1
    while index >= 0 {
      if let text = pieces[index].block.headingText { return text }
      index -= 1
    }
    return nil
  }
}

extension CodeBlock {
  /// Whether something in it is to be typed into a shell.
  var holdsCommands: Bool { !ShellTranscript(text, kind: shellKind).typed.isEmpty }
}
