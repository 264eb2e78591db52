import Basics
import Reports
import Shell
import Submissions
import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The workers of a grading: each takes one submission after the other, and one that is lost is replaced.
package struct Crew: Sendable {
  /// How a worker is started.
  let worker: ChildCommand
  let briefing: WorkerBriefing
  let processors: Processors
  /// How many submissions are graded at once.
  let size: Int

  /// The most submissions that one worker grades before a new one takes its place.
  private static let mostForOne = 250

  package init(worker: ChildCommand, briefing: WorkerBriefing, processors: Processors, size: Int) {
    self.worker = worker
    self.briefing = briefing
    self.processors = processors
    self.size = size
  }

  /// Grades everything that `next` hands out; `done` is told each result as it comes.
  ///
  /// A worker that dies or hangs with a submission is replaced; the submission is tried once more and then given up.
  /// - Parameters:
  ///   - next: The next order, or `nil` when there is none.
  ///   - done: Keeps a result; an error ends everything.
  /// - Throws: what `done` throws, or `ChildFailure` when no worker can be started.
  package func run(
    next: @escaping @Sendable () async -> WorkerOrder?,
    done: @escaping @Sendable (LearnerResult, WorkerOrder) async throws -> Void
  ) async throws {
    let first = try JSONValue(encoding: briefing).utf8()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for turn in 0..<size {
        let worker = processors.command(worker, turn: turn)
        group.addTask { try await serve(with: worker, first, next: next, done: done) }
      }
      try await group.waitForAll()
    }
  }

  private func serve(
    with worker: ChildCommand, _ briefing: [UInt8], next: @escaping @Sendable () async -> WorkerOrder?,
    done: @escaping @Sendable (LearnerResult, WorkerOrder) async throws -> Void
  ) async throws {
    var pending = await next().map { Attempt(order: $0) }
    while let attempt = pending, !Task.isCancelled {
      let left = try await work(attempt, with: worker, briefing, next: next, done: done)
      switch left {
      case .nothing: pending = await next().map { Attempt(order: $0) }
      case .lost(let attempt, _) where attempt.number < 2:
        pending = Attempt(order: attempt.order, number: attempt.number + 1)
      case .lost(let attempt, let reason):
        try await done(LearnerResult(lost: attempt.order, reason), attempt.order)
        pending = await next().map { Attempt(order: $0) }
      }
    }
  }

  private struct Attempt: Sendable {
    let order: WorkerOrder
    var number = 1
  }

  /// What a worker leaves behind.
  private enum Left: Sendable {
    case nothing
    /// The submission that it was lost with, and how.
    case lost(Attempt, Phrase)
  }

  /// One worker's life.
  private func work(
    _ attempt: Attempt, with worker: ChildCommand, _ briefing: [UInt8],
    next: @escaping @Sendable () async -> WorkerOrder?,
    done: @escaping @Sendable (LearnerResult, WorkerOrder) async throws -> Void
  ) async throws -> Left {
    let patience = self.briefing.limits.totalSeconds + 30
    let mostForOne = attempt.number > 1 ? 1 : Self.mostForOne
    return try await worker.converse { child in
      let (replies, replying) = AsyncStream<WorkerReply>.makeStream()
      return try await withThrowingTaskGroup(of: Left?.self) { group in
        group.addTask {
          var cutter = LineCutter()
          try? await child.forEachOutput { bytes in
            for line in cutter.take(bytes) { replying.yield(try JSONValue(parsing: line).decoded()) }
          }
          replying.finish()
          return nil
        }
        group.addTask {
          try? await child.write(briefing + [UInt8(ascii: "\n")])
          var iterator = replies.makeAsyncIterator()
          var current: Attempt? = attempt
          var count = 0
          while let attempt = current {
            try? await child.write(JSONValue(encoding: attempt.order).utf8() + [UInt8(ascii: "\n")])
            let alarm = Alarm(after: patience) { _ = kill(child.process, SIGKILL) }
            let reply = await iterator.next()
            let hasRung = alarm.cancel()
            guard let reply else { return .lost(attempt, hasRung ? Self.hung : Self.died) }
            try await done(reply.result, attempt.order)
            count += 1
            current = count < mostForOne ? await next().map { Attempt(order: $0) } : nil
          }
          try? await child.endInput()
          return .nothing
        }
        defer { group.cancelAll() }
        while let left = try await group.next() {
          if let left { return left }
        }
        return .nothing
      }
    }.result
  }

  private static let died = Phrase(
    en: "The process that graded it ended, twice.", ja: "採点していたプロセスが 2 回とも終了してしまいました。")
  private static let hung = Phrase(
    en: "Grading it did not come to an end, twice.", ja: "採点が 2 回とも終わりませんでした。")
}

extension LearnerResult {
  /// The row of a submission that no worker could bring to an end.
  fileprivate init(lost order: WorkerOrder, _ reason: Phrase) {
    self.init(learner: order.learner, status: .failed, reason: reason, possible: 0)
  }
}

/// Something that happens after a time unless it is called off.
private final class Alarm: Sendable {
  private let hasRung = Mutex(false)
  private let task = Mutex<Task<Void, Never>?>(nil)

  init(after seconds: Int, _ body: @escaping @Sendable () -> Void) {
    let waiting = Task {
      guard (try? await FairTime.sleep(seconds: seconds)) != nil else { return }
      hasRung.withLock { $0 = true }
      body()
    }
    task.withLock { $0 = waiting }
  }

  /// Calls it off; whether it had rung before.
  func cancel() -> Bool {
    task.withLock { $0?.cancel() }
    return hasRung.withLock { $0 }
  }
}
