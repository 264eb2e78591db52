import NIOPosix
import Synchronization

/// Threads for work that waits for disks; started with the first of it.
///
/// The threads that run other tasks are as few as there are processors, and none of them may wait.
final class ServiceThreads: TaskExecutor {
  private let pool: NIOThreadPool
  private let isStarted = Mutex(false)
  private let held = Mutex(0)
  private let mostHeld: Int

  init(count: Int) {
    pool = NIOThreadPool(numberOfThreads: count)
    mostHeld = count / 2
  }

  /// Whether one more thread may be kept busy for long: some must be left for short work.
  var mayBeHeld: Bool { held.withLock { $0 < mostHeld } }

  /// Keeps a thread until `release`; false if too many are kept already.
  func hold() -> Bool {
    held.withLock { held in
      guard held < mostHeld else { return false }
      held += 1
      return true
    }
  }

  func release() { held.withLock { $0 -= 1 } }

  func enqueue(_ job: consuming ExecutorJob) {
    isStarted.withLock { isStarted in
      if !isStarted { pool.start() }
      isStarted = true
    }
    let job = UnownedJob(job)
    // Whoever comes after the shutdown is served too: a task that is never run would keep its waiters for ever.
    pool.submit { _ in unsafe job.runSynchronously(on: self.asUnownedTaskExecutor()) }
  }

  func shutdown() async {
    guard isStarted.withLock({ $0 }) else { return }
    try? await pool.shutdownGracefully()
  }
}
