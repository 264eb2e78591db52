import Markdown

/// Steps as items of ordered lists: the printed number goes on where CommonMark ends one list and starts another.
enum NumberedItems {
  static func marks(in pieces: [Piece]) -> [StepMark] {
    let lists = pieces.indices.compactMap { candidate(pieces[$0].block, at: $0) }
    if lists.count > 1, lists.allSatisfy({ $0.isAllOnes }) { return counted(lists) }
    return longestRun(of: lists)
  }

  /// An ordered list at top level.
  private struct Candidate {
    let piece: Int
    let printed: [Int]

    var isAllOnes: Bool { printed.allSatisfy { $0 == 1 } }

    /// The printed numbers, counted up where all are the same.
    var numbers: [Int] {
      guard printed.count > 1, Set(printed).count == 1, let first = printed.first else { return printed }
      return printed.indices.map { first + $0 }
    }

    var marks: [StepMark] {
      numbers.enumerated().map { StepMark(piece: piece, item: $0.offset, number: $0.element) }
    }
  }

  private static func candidate(_ block: Block, at index: Int) -> Candidate? {
    guard case .list(let list) = block.kind, list.delimiter != nil, !isTableOfContents(list) else {
      return nil
    }
    return Candidate(piece: index, printed: list.items.map { $0.number ?? 1 })
  }

  private static func isTableOfContents(_ list: List) -> Bool {
    list.items.allSatisfy { item in
      guard let first = item.blocks.first, case .paragraph(let inlines) = first.kind else { return false }
      guard inlines.count == 1, case .link? = inlines.first else { return false }
      return item.blocks.dropFirst().allSatisfy {
        if case .list(let inner) = $0.kind { isTableOfContents(inner) } else { false }
      }
    }
  }

  /// One list after another of nothing but `1.`: the author lets the renderer count.
  private static func counted(_ lists: [Candidate]) -> [StepMark] {
    var marks = lists.flatMap(\.marks)
    for index in marks.indices { marks[index].number = index + 1 }
    return marks
  }

  /// A list joins the earliest run that it continues; the run with most items is the steps.
  private static func longestRun(of lists: [Candidate]) -> [StepMark] {
    var runs: [[StepMark]] = []
    for list in lists {
      let first = list.numbers.first
      if let run = runs.firstIndex(where: { $0.last.map { $0.number + 1 } == first }) {
        runs[run] += list.marks
      } else {
        runs.append(list.marks)
      }
    }
    return runs.reduce([]) { $1.count > $0.count ? $1 : $0 }
  }
}
