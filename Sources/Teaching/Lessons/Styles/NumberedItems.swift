import Markdown

/// Steps as items of ordered lists: the printed number goes on where CommonMark ends one list and starts another.
struct NumberedItems {
  private let runs: [[StepMark]]
  private let outline: ChapterOutline

  init(_ outline: ChapterOutline) {
    self.outline = outline
    let lists = outline.pieces.indices.compactMap { Self.candidate(at: $0, in: outline) }
    let written = lists.filter { !$0.isExplanation }
    runs =
      written.count > 1 && written.allSatisfy(\.isAllOnes)
      ? [Self.counted(written)] : Self.runs(of: lists, sections: Self.sectionIndices(outline))
  }

  /// How many items there are that could be steps.
  var itemCount: Int { runs.reduce(0) { $0 + $1.count } }

  /// The longest run of items whose numbers go on.
  var continuous: [StepMark] {
    runs.reduce([]) { $1.count > $0.count ? $1 : $0 }
  }

  /// All runs that stand under headings of their own, or that hold commands; a run inside another one is none.
  var restarting: [StepMark] {
    var sections: Set<Int> = []
    let section = Self.sectionIndices(outline)
    // Runs stand in the order of their first items: whoever reaches further down from above encloses the others.
    var (reach, first, before) = (-1, -1, -1)
    var marks: [StepMark] = []
    for run in runs {
      let (start, end) = (run[0].piece, run[run.count - 1].piece)
      if start != first { (before, first) = (reach, start) }
      reach = max(reach, end)
      let isNewSection = sections.insert(section[start]).inserted
      if before <= end, isNewSection || run.contains(where: { hasEvidence($0) }) { marks += run }
    }
    return marks.sorted { ($0.piece, $0.item ?? 0) < ($1.piece, $1.item ?? 0) }
  }

  private func hasEvidence(_ mark: StepMark) -> Bool {
    guard let item = mark.item else { return false }
    let facts = outline.facts[mark.piece]
    return facts.itemCommands[item] > 0 || facts.itemHasHelp[item]
  }

  /// How many headings stand above each piece.
  private static func sectionIndices(_ outline: ChapterOutline) -> [Int] {
    var count = 0
    return outline.facts.map { facts in
      if facts.heading > 0 { count += 1 }
      return count
    }
  }

  /// An ordered list at top level.
  private struct Candidate {
    let piece: Int
    let printed: [Int]
    /// Whether a run that starts with this list is an explanation; a run from above may still go on in it.
    let isExplanation: Bool

    var isAllOnes: Bool { printed.allSatisfy { $0 == 1 } }

    /// The printed numbers, counted up where all are the same.
    var numbers: [Int] {
      guard printed.count > 1, let first = printed.first, printed.allSatisfy({ $0 == first }) else {
        return printed
      }
      return printed.indices.map { first + $0 }
    }

    var marks: [StepMark] {
      numbers.enumerated().map {
        StepMark(piece: piece, item: $0.offset, number: $0.element, label: "\(printed[$0.offset])")
      }
    }
  }

  private static func candidate(at index: Int, in outline: ChapterOutline) -> Candidate? {
    guard case .list(let list) = outline.pieces[index].block.kind, list.delimiter != nil,
      !NotSteps.isTableOfContents(list)
    else { return nil }
    return Candidate(
      piece: index, printed: list.items.map { $0.number ?? 1 },
      isExplanation: NotSteps.isAnnounced(above: index, in: outline))
  }

  /// One list after another of nothing but `1.`: the author lets the renderer count.
  private static func counted(_ lists: [Candidate]) -> [StepMark] {
    var marks = lists.flatMap(\.marks)
    for index in marks.indices { marks[index].number = index + 1 }
    return marks
  }

  private static func runs(of lists: [Candidate], sections: [Int]) -> [[StepMark]] {
    var runs = NumberRuns()
    for list in lists {
      for mark in list.marks {
        runs.add(mark, section: sections[list.piece], isExplanation: list.isExplanation)
      }
    }
    return runs.steps
  }
}
