import Basics
import Lessons
import Synchronization

/// Puts a lesson to the proof on practice machines: what must fail fails, what must pass passes, each mistake is named.
///
/// The lesson is done twice from clean machines by its own solutions. Then each of these sittings goes back, step by
/// step from the last to the first, and tries what the author says of mistakes and of other ways.
package struct LessonProver: Sendable {
  /// Makes what a sitting in a folder is made from, whose commands have this home folder.
  package typealias MakeSetup = @Sendable (_ folder: LessonFolder, _ home: String) throws -> SittingSetup

  private let lesson: Lesson
  private let folder: String
  private let makeSetup: MakeSetup
  /// How many sittings work at once.
  private let jobs: Int
  /// The longest that one command line may take.
  private let limit: Duration

  /// - Parameters:
  ///   - lesson: What is to be proved.
  ///   - folder: A folder for scratch files that is not there yet; nothing of it is left.
  ///   - jobs: How many sittings work at once.
  ///   - limit: The longest that one command line may take.
  ///   - makeSetup: Makes a sitting's setup.
  package init(
    of lesson: Lesson, in folder: String, jobs: Int = 2, limit: Duration = .seconds(60),
    makeSetup: @escaping MakeSetup
  ) {
    self.lesson = lesson
    self.folder = folder
    self.makeSetup = makeSetup
    self.jobs = max(1, jobs)
    self.limit = limit
  }

  /// How often a lesson is done from clean machines.
  package static let runs = 2

  /// Proves the lesson; `told` hears of each item as soon as it is known.
  ///
  /// - Throws: why nothing can be proved here: no room on the disk, no bash.
  package func prove(told: @escaping @Sendable (ProofItem) -> Void = { _ in }) async throws -> LessonProof {
    let start = ContinuousClock.now
    defer { Folders.remove(folder) }
    let queue = ProofQueue()
    let findings = ProofFindings()
    var items: [ProofItem] = []
    try await withThrowingTaskGroup(of: [ProofItem].self) { group in
      let workers = max(jobs, Self.runs)
      let (gate, opening) = AsyncStream<Void>.makeStream()
      for _ in 0..<min(jobs, workers) { opening.yield() }
      var tickets = gate.makeAsyncIterator()
      for run in 1...workers {
        await tickets.next()
        group.addTask {
          defer { opening.yield() }
          return try await work(run: run, queue, findings, told: told)
        }
      }
      for try await done in group { items += done }
    }
    return LessonProof(lesson: lesson, items: sorted(items), milliseconds: start.milliseconds)
  }

  /// One walk, and as many of the cases as come to it.
  private func work(
    run: Int, _ queue: ProofQueue, _ findings: ProofFindings, told: @escaping @Sendable (ProofItem) -> Void
  ) async throws -> [ProofItem] {
    let room = try ProofRoom(making: "\(folder)/\(run)", of: lesson.id)
    let walk = try await ProofWalk.open(room, run: run, limit: limit, setup: makeSetup)
    do {
      let journey = try await walk.go()
      var items = journey.items.filter(findings.isNew)
      items.forEach(told)
      // One worker alone goes back in its last sitting only; of several each does its share.
      guard run >= Self.runs || jobs > 1 else {
        await walk.close()
        return items
      }
      queue.fill(from: lesson)
      while let next = queue.take(begun: journey.begun) {
        let item = try await walk.prove(next)
        told(item)
        items.append(item)
      }
      await walk.close()
      return items
    } catch {
      await walk.close()
      throw error
    }
  }

  private func sorted(_ items: [ProofItem]) -> [ProofItem] {
    let order = Dictionary(lesson.steps.enumerated().map { ($1.id, $0) }) { first, _ in first }
    let kinds = ["can-fail", "solution", "order", "variant", "counterexample", "diagnosis"]
    func key(_ item: ProofItem) -> (Int, Int, SourcePlace, Int) {
      var number = 0
      if case .solution(let run) = item.claim { number = run }
      return (order[item.step] ?? 0, kinds.firstIndex(of: item.kind) ?? 0, item.place, number)
    }
    return items.sorted { key($0) < key($1) }
  }
}

/// What the runs have found out about a lesson's claims: what several find alike is told once.
private final class ProofFindings: Sendable {
  private struct Finding: Hashable {
    let step: Step.ID
    let claim: ProofItem.Claim
    let outcome: ProofItem.Outcome
  }

  private let known = Mutex<Set<Finding>>([])

  func isNew(_ item: ProofItem) -> Bool {
    let finding = Finding(step: item.step, claim: item.claim, outcome: item.outcome)
    return known.withLock { $0.insert(finding).inserted }
  }
}

/// The cases that are still to be tried.
private final class ProofQueue: Sendable {
  private struct State {
    var cases: [(index: Int, proof: ProofCase)] = []
    var isFilled = false
  }

  private let state = Mutex(State())

  /// Puts in everything there is to try, once.
  func fill(from lesson: Lesson) {
    state.withLock { state in
      guard !state.isFilled else { return }
      state.isFilled = true
      let places = Dictionary(lesson.steps.enumerated().map { ($1.id, $0) }) { first, _ in first }
      state.cases = lesson.proofCases.reversed().map { (places[$0.step.id] ?? 0, $0) }
    }
  }

  /// The next case, of the latest step that is left among those that have been begun.
  func take(begun: Int) -> ProofCase? {
    state.withLock { state in
      guard let index = state.cases.lastIndex(where: { $0.index < begun }) else { return nil }
      return state.cases.remove(at: index).proof
    }
  }
}
