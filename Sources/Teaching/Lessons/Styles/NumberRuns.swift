/// Items whose numbers go on from one to the next, whatever stands between them.
struct NumberRuns {
  private var runs: [Run] = []
  /// The runs of steps that a number would continue, and the explanations.
  private var (awaiting, explaining): ([Int: Waiting], [Int: Waiting]) = ([:], [:])
  private var last: (mark: StepMark, run: Int)?

  private struct Run {
    var marks: [StepMark]
    /// Whether it starts in a list that explains something.
    let isExplanation: Bool
  }

  /// The runs that wait for one number, the one that waits longest first.
  private struct Waiting {
    private var runs: [Int] = []
    /// Those in front of here wait no more.
    private var next = 0
    /// The section of the last run that came, and the first of that section that may still wait.
    private var (section, nextInSection) = (-1, 0)

    mutating func add(_ run: Int, section: Int) {
      if section != self.section { (self.section, nextInSection) = (section, runs.count) }
      runs.append(run)
    }

    /// Takes the first run of the section that `waits`, else the first of all.
    mutating func take(in section: Int, where waits: (Int) -> Bool) -> Int? {
      (section == self.section ? take(&nextInSection, waits) : nil) ?? take(&next, waits)
    }

    private func take(_ next: inout Int, _ waits: (Int) -> Bool) -> Int? {
      while next < runs.count {
        next += 1
        if waits(runs[next - 1]) { return runs[next - 1] }
      }
      return nil
    }
  }

  /// The runs that explain nothing, in the order of their first items.
  var steps: [[StepMark]] { runs.filter { !$0.isExplanation }.map(\.marks) }

  /// Joins the run that waits for the item's number, else, over a gap, that of the item above it in its list.
  ///
  /// A run of steps comes before an explanation, and what waits in the same section before what waits longest.
  mutating func add(_ mark: StepMark, section: Int, isExplanation: Bool) {
    let run = waiting(for: mark.number, in: section) ?? gap(above: mark) ?? runs.count
    if run == runs.count { runs.append(Run(marks: [], isExplanation: isExplanation)) }
    runs[run].marks.append(mark)
    let next = mark.number &+ 1
    if runs[run].isExplanation {
      explaining[next, default: Waiting()].add(run, section: section)
    } else {
      awaiting[next, default: Waiting()].add(run, section: section)
    }
    last = (mark, run)
  }

  private mutating func waiting(for number: Int, in section: Int) -> Int? {
    // What went on since then waits no more, and still stands in its queue.
    let waits = { [runs] run in runs[run].marks.last?.number == number &- 1 }
    return awaiting[number]?.take(in: section, where: waits)
      ?? explaining[number]?.take(in: section, where: waits)
  }

  private func gap(above mark: StepMark) -> Int? {
    guard let last, last.mark.piece == mark.piece, last.mark.number < mark.number else { return nil }
    return last.run
  }
}
