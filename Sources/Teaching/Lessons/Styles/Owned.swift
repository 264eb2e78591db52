import Markdown

/// What the steps of one reading would hold.
struct Owned {
  /// How many code blocks with commands stand in steps.
  private(set) var commandCount = 0
  /// How many steps hold something to do.
  private(set) var taskCount = 0

  init(_ marks: [StepMark], _ style: StepStyle, _ outline: ChapterOutline) {
    var level = 0
    var next = marks.startIndex
    /// Whether a step is open to what follows, and whether it has something to do already.
    var (isOpen, isTask) = (false, false)
    func finish() {
      if isTask { taskCount += 1 }
      isTask = false
    }
    for index in outline.pieces.indices {
      let facts = outline.facts[index]
      if next < marks.endIndex, marks[next].piece == index {
        level = facts.heading
        while next < marks.endIndex, marks[next].piece == index {
          finish()
          let (commands, isOwnTask) = Self.content(of: marks[next], outline)
          commandCount += commands
          isTask = isOwnTask
          isOpen = true
          next += 1
        }
        continue
      }
      if facts.heading > 0, style != .files {
        if level == 0 || facts.heading <= level { isOpen = false }
      } else if isOpen {
        commandCount += facts.commands
        let isList = level > 0 && !facts.itemCommands.isEmpty
        if facts.commands > 0 || facts.hasHelp || isList { isTask = true }
      }
    }
    finish()
  }

  /// What stands in the marked block itself.
  private static func content(of mark: StepMark, _ outline: ChapterOutline) -> (commands: Int, isTask: Bool) {
    let facts = outline.facts[mark.piece]
    if let item = mark.item { return (facts.itemCommands[item], facts.itemIsTask[item]) }
    switch outline.pieces[mark.piece].block.kind {
    case .list: return (facts.commands, facts.commands > 0)
    case .code, .heading: return (facts.commands, facts.isTask)
    default: return (facts.commands, TaskWords.isTask(outline.pieces[mark.piece].block))
    }
  }
}
