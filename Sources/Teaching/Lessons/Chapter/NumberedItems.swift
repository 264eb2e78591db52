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

  /// The run with most items is the steps.
  private static func longestRun(of lists: [Candidate]) -> [StepMark] {
    var runs = Runs()
    for mark in lists.flatMap(\.marks) { runs.add(mark) }
    return runs.all.reduce([]) { $1.count > $0.count ? $1 : $0 }
  }

  /// Items whose numbers go on from one to the next.
  private struct Runs {
    private(set) var all: [[StepMark]] = []
    /// The runs that a number would continue.
    private var awaiting: [Int: [Int]] = [:]
    private var last: (mark: StepMark, run: Int)?

    /// Joins the earliest run that the item continues, else, over a gap, the run of the item above it in its list.
    mutating func add(_ mark: StepMark) {
      let run = takeAwaiting(mark.number) ?? gap(above: mark) ?? all.count
      if run == all.count { all.append([]) }
      all[run].append(mark)
      awaiting[mark.number + 1, default: []].append(run)
      last = (mark, run)
    }

    private mutating func takeAwaiting(_ number: Int) -> Int? {
      guard let runs = awaiting[number], let earliest = runs.min() else { return nil }
      awaiting[number] = runs.count > 1 ? runs.filter { $0 != earliest } : nil
      return earliest
    }

    private func gap(above mark: StepMark) -> Int? {
      guard let last, last.mark.piece == mark.piece, last.mark.number < mark.number else { return nil }
      return last.run
    }
  }
}
