import Basics
import Reports
import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How far a grading is, on one line of a terminal that is written over and over; elsewhere nothing.
final class ProgressMeter: Sendable {
  private let total: Int
  private let language: Language
  private let isShown: Bool
  private let started = ContinuousClock.now
  private let state = Mutex(State())

  private struct State {
    var done = 0
    var troubled = 0
    var shown: ContinuousClock.Instant?
  }

  init(total: Int, console: Console, isPlain: Bool) {
    self.total = total
    language = console.language
    isShown = isatty(STDERR_FILENO) == 1 && !isPlain
  }

  /// One more row has come.
  func count(_ result: LearnerResult) {
    guard isShown else { return }
    let line = state.withLock { state -> String? in
      state.done += 1
      if [.failed, .unreadable].contains(result.status) { state.troubled += 1 }
      let now = ContinuousClock.now
      guard state.shown.map({ now - $0 > .milliseconds(100) }) ?? true || state.done == total else {
        return nil
      }
      state.shown = now
      return text(done: state.done, troubled: state.troubled, after: now - started)
    }
    if let line { write("\r\u{1B}[K\(line)") }
  }

  /// Takes the line away.
  func clear() {
    if isShown { write("\r\u{1B}[K") }
  }

  private func text(done: Int, troubled: Int, after elapsed: Duration) -> String {
    let seconds = max(
      0.001, Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18)
    let rate = Double(done) / seconds
    let left = Int((Double(total - done) / max(rate, 0.001)).rounded(.up))
    let number = "\(Int(rate * 10) / 10).\(Int(rate * 10) % 10)"
    let phrase = Phrase(
      en:
        "  \(done) of \(total)  \(number)/s  \(Self.time(left)) left\(troubled > 0 ? "  \(troubled) not gradable" : "")",
      ja:
        "  \(total) 件中 \(done) 件  毎秒 \(number) 件  残り \(Self.time(left))\(troubled > 0 ? "  採点できず \(troubled) 件" : "")"
    )
    return phrase[language]
  }

  private static func time(_ seconds: Int) -> String {
    let (minutes, rest) = (seconds / 60, seconds % 60)
    return "\(minutes):\(rest < 10 ? "0" : "")\(rest)"
  }

  private func write(_ text: String) {
    try? AtomicFile.writeAll(Array(text.utf8), to: STDERR_FILENO, path: "stderr")
  }
}
