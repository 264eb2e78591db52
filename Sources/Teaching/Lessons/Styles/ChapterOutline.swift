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
    /// Whether a heading is worded as something to do, or a code block.
    var isTask = false
    /// Whether each item of a list holds something to do.
    var itemIsTask: [Bool] = []
  }

  init(
    _ pieces: [Piece], keyNumbers: Set<Int> = [], stepFiles: [String]? = nil, transcripts: Transcripts
  ) {
    self.pieces = pieces
    self.keyNumbers = keyNumbers
    self.stepFiles = stepFiles.map(Set.init)
    facts = pieces.map { Self.facts(of: $0.block, transcripts) }
  }

  private static func facts(of block: Block, _ transcripts: Transcripts) -> Facts {
    var facts = Facts()
    switch block.kind {
    case .heading(let level, _):
      facts.heading = level
      facts.isTask = TaskWords.isTask(block)
    case .code(let code):
      facts.commands = transcripts.holdCommands(code) ? 1 : 0
      facts.isTask = true
    case .details(let details):
      facts.isSolution = details.isSolution
      facts.hasHelp = facts.isSolution || details.isHint
    case .quote: facts.hasHelp = block.isHint
    case .paragraph: facts.commands = Annotation.asksToExecute(block) ? 1 : 0
    case .list(let list):
      for item in list.items { read(item, into: &facts, transcripts) }
      facts.commands = facts.itemCommands.reduce(0, +)
      facts.hasHelp = facts.itemHasHelp.contains(true)
    default: break
    }
    return facts
  }

  private static func read(_ item: List.Item, into facts: inout Facts, _ transcripts: Transcripts) {
    var commands = 0
    for block in item.blocks {
      CodeReading.forEachCode(in: block) { if transcripts.holdCommands($0) { commands += 1 } }
      if Annotation.asksToExecute(block) { commands += 1 }
    }
    let hasHelp = item.blocks.contains { self.hasHelp($0) }
    facts.itemCommands.append(commands)
    facts.itemHasHelp.append(hasHelp)
    facts.itemIsTask.append(commands > 0 || hasHelp || item.blocks.contains { TaskWords.isTask($0) })
  }

  private static func hasHelp(_ block: Block) -> Bool {
    switch block.kind {
    case .details(let details): details.isHint || details.isSolution
    case .quote: block.isHint
    case .paragraph(let inlines): !InlineHint.take(from: inlines, saying: block.words).hints.isEmpty
    default: false
    }
  }

  /// How many code blocks hold commands in the whole chapter.
  var commandCount: Int { facts.reduce(0) { $0 + $1.commands } }

  /// The text of the paragraph or heading right above a block.
  func textAbove(_ index: Int) -> String? {
    guard index > 0 else { return nil }
    switch pieces[index - 1].block.kind {
    case .paragraph, .heading: return pieces[index - 1].block.words
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
