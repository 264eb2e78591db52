import Markdown

/// Steps that carry no number: boxes, bullets, sections, fences, files.
enum UnnumberedSteps {
  /// Items of task lists.
  static func checkboxes(_ outline: ChapterOutline) -> [StepMark] {
    items(outline) { list, index in list.items[index].isChecked != nil && list.items[index].number == nil }
      .filter { !NotSteps.isListed(above: $0.piece, in: outline) }.enumerated().map { index, mark in
        StepMark(piece: mark.piece, item: mark.item, number: index + 1)
      }
  }

  /// Items of the bullet lists in which at least half of the items hold commands.
  static func bullets(_ outline: ChapterOutline) -> [StepMark] {
    var marks: [StepMark] = []
    for index in outline.pieces.indices {
      guard case .list(let list) = outline.pieces[index].block.kind, list.delimiter == nil else { continue }
      let with = outline.facts[index].itemCommands.count { $0 > 0 }
      guard with > 0, with * 2 >= list.items.count else { continue }
      marks += list.items.indices.map { StepMark(piece: index, item: $0, number: marks.count + 1 + $0) }
    }
    return marks
  }

  private static func items(_ outline: ChapterOutline, where isStep: (List, Int) -> Bool) -> [StepMark] {
    var marks: [StepMark] = []
    for index in outline.pieces.indices {
      guard case .list(let list) = outline.pieces[index].block.kind else { continue }
      for item in list.items.indices where isStep(list, item) {
        marks.append(StepMark(piece: index, item: item, number: marks.count + 1))
      }
    }
    return marks
  }

  /// Headings of the level at which most have a solution right below them.
  static func sections(_ outline: ChapterOutline) -> [StepMark] {
    var best: [StepMark] = []
    for level in 1...6 {
      var (all, solved): (Int, [StepMark]) = (0, [])
      for index in outline.pieces.indices where outline.facts[index].heading == level {
        all += 1
        let body = outline.facts[(index + 1)...].prefix { $0.heading == 0 || $0.heading > level }
        if body.contains(where: \.isSolution) {
          solved.append(StepMark(piece: index, number: solved.count + 1))
        }
      }
      if solved.count >= 2, solved.count * 3 >= all * 2, solved.count > best.count { best = solved }
    }
    return best
  }

  /// Every fence with commands at top level, and every list item that holds one.
  static func fences(_ outline: ChapterOutline) -> [StepMark] {
    var marks: [StepMark] = []
    for index in outline.pieces.indices where outline.facts[index].commands > 0 {
      let facts = outline.facts[index]
      if facts.itemCommands.isEmpty { marks.append(StepMark(piece: index, number: marks.count + 1)) }
      for item in facts.itemCommands.indices where facts.itemCommands[item] > 0 {
        marks.append(StepMark(piece: index, item: item, number: marks.count + 1))
      }
    }
    return marks
  }

  /// The first block of each file, but for those that only open or close a chapter.
  static func files(_ outline: ChapterOutline) -> [StepMark] {
    var marks: [StepMark] = []
    var last: String?
    for index in outline.pieces.indices where outline.pieces[index].file != last {
      let file = outline.pieces[index].file
      last = file
      let isStep = outline.stepFiles.map { $0.contains(file) } ?? !isFrame(file)
      if isStep { marks.append(StepMark(piece: index, number: marks.count + 1)) }
    }
    return marks.count > 1 || outline.stepFiles != nil ? marks : []
  }

  /// Whether a file's name says that it stands before or after the steps.
  static func isFrame(_ path: String) -> Bool {
    let words = name(of: path).split { !$0.isLetter }
    return words.contains {
      ["intro", "introduction", "welcome", "finish", "outro", "summary", "conclusion", "end"].contains($0)
    }
  }

  /// Whether a file's name says that it is a step: `step1.md`, `01-run.md`.
  static func isNumbered(_ path: String) -> Bool {
    name(of: path).contains(where: \.isNumber)
  }

  /// The name of a file, or of its folder where all files are called `text.md`.
  private static func name(of path: String) -> String {
    let parts = path.split(separator: "/")
    let file = parts.last?.lowercased() ?? ""
    let isPlain = file.hasPrefix("text.") || file.hasPrefix("step.") || file.hasPrefix("content.")
    return isPlain ? parts.dropLast().last?.lowercased() ?? file : file
  }
}
