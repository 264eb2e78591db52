/// Items whose numbers go on from one to the next, whatever stands between them.
struct NumberRuns {
  private var runs: [Run] = []
  /// The runs that a number would continue in the section of their last item, and anywhere.
  private var (near, far): ([Place: Queue], [Place: Queue]) = ([:], [:])
  private var last: (mark: StepMark, run: Int)?

  private struct Run {
    var marks: [StepMark]
    /// Whether it starts in a list that explains something.
    let isExplanation: Bool
  }

  private struct Place: Hashable {
    let number: Int
    var section = 0
    let isExplanation: Bool
  }

  /// Runs by their indices, the one that waits longest first; those in front of `next` wait no more.
  private struct Queue {
    var runs: [Int] = []
    var next = 0
  }

  /// The runs that explain nothing, in the order of their first items.
  var steps: [[StepMark]] { runs.filter { !$0.isExplanation }.map(\.marks) }

  /// Joins the run that waits for the item's number, else, over a gap, that of the item above it in its list.
  ///
  /// A run of steps comes before an explanation, and what waits in the same section before what waits longest.
  mutating func add(_ mark: StepMark, section: Int, isExplanation: Bool) {
    let run =
      waiting(for: mark.number, section, isExplanation: false)
      ?? waiting(for: mark.number, section, isExplanation: true) ?? gap(above: mark) ?? runs.count
    if run == runs.count { runs.append(Run(marks: [], isExplanation: isExplanation)) }
    runs[run].marks.append(mark)
    let (next, isExplanation) = (mark.number &+ 1, runs[run].isExplanation)
    near[Place(number: next, section: section, isExplanation: isExplanation), default: Queue()].runs.append(
      run)
    far[Place(number: next, isExplanation: isExplanation), default: Queue()].runs.append(run)
    last = (mark, run)
  }

  private mutating func waiting(for number: Int, _ section: Int, isExplanation: Bool) -> Int? {
    take(number, from: &near[Place(number: number, section: section, isExplanation: isExplanation)])
      ?? take(number, from: &far[Place(number: number, isExplanation: isExplanation)])
  }

  /// The first run of a queue that still waits: each stands in two queues and is taken from one.
  private func take(_ number: Int, from queue: inout Queue?) -> Int? {
    while let runs = queue?.runs, let next = queue?.next, next < runs.count {
      queue?.next += 1
      if self.runs[runs[next]].marks.last?.number == number - 1 { return runs[next] }
    }
    return nil
  }

  private func gap(above mark: StepMark) -> Int? {
    guard let last, last.mark.piece == mark.piece, last.mark.number < mark.number else { return nil }
    return last.run
  }
}
