import Shell
import Synchronization

/// How long work has been going on, as if it had its processors for itself, in seconds.
///
/// The same work is to have the same verdict everywhere: where many want the processors, what it waits for takes longer
/// without being more, so less of that time counts. What hangs still comes to an end, in ten times its limit at the most.
struct FairTime: Sendable {
  private(set) var seconds = 0.0
  /// The part of its time that counts in the densest crowd.
  static let least = 0.1

  /// Counts what went by between two looks, by the part of a processor that each program had.
  ///
  /// A look that comes late counts as one that came soon: who looks was kept waiting as the work was.
  mutating func pass(_ elapsed: Double, share: Double) {
    seconds += max(min(elapsed, 2 * FairPulse.beat) * share, elapsed * Self.least)
  }

  /// Waits until so much time has gone by.
  static func sleep(seconds: Int) async throws {
    var pulse = FairPulse()
    while pulse.time.seconds < Double(seconds) { try await pulse.next() }
  }
}

/// Looks at the clock and at the crowd, ten times a second.
struct FairPulse {
  /// Seconds between two looks.
  static let beat = 0.1
  /// What has gone by since the beginning.
  private(set) var time = FairTime()
  private var last = ContinuousClock.now

  /// Waits for the next look.
  ///
  /// - Parameter own: How many programs of the work itself want a processor; they are no crowd that keeps it waiting.
  /// - Returns: the seconds since the last look that count.
  /// - Throws: `CancellationError` when nobody wants to know any more.
  @discardableResult
  mutating func next(own: Int = 1) async throws -> Double {
    try await Task.sleep(for: .seconds(Self.beat))
    let (now, before) = (ContinuousClock.now, time.seconds)
    time.pass((now - last) / .seconds(1), share: ProcessorLoad.share(own: own))
    last = now
    return time.seconds - before
  }
}

/// Tells how much time has gone by since it was made, while somebody holds it.
final class FairStopwatch: Sendable {
  private let passed = Mutex(0.0)

  init() {
    Task { [weak self] in
      var pulse = FairPulse()
      while self != nil, let seconds = try? await pulse.next() { self?.passed.withLock { $0 += seconds } }
    }
  }

  var seconds: Double { passed.withLock { $0 } }
}
