import Lessons
import Synchronization

/// What the calls of one submission may amount to; the grader's memory holds a record of each.
final class Allowance: Sendable {
  private struct State {
    var calls: Int
    var words: Int
    var output: Int
    /// How many calls of docker have begun.
    var changes = 0
  }

  private let state: Mutex<State>

  init(_ limits: GradingLimits) {
    state = Mutex(State(calls: limits.calls, words: limits.words, output: limits.record))
  }

  /// Whether this call is still within the allowance.
  func admits(_ call: LinkedCall) -> Bool {
    let size = call.argv.reduce(0) { $0 + $1.utf8.count }
    return state.withLock { state in
      guard state.calls > 0, state.words >= size else { return false }
      state.calls -= 1
      state.words -= size
      if call.program == "docker" { state.changes += 1 }
      return true
    }
  }

  /// Whether so much output may be kept too.
  func keeps(_ output: String) -> Bool {
    state.withLock { state in
      guard state.output >= output.utf8.count else { return false }
      state.output -= output.utf8.count
      return true
    }
  }

  /// Grows with each call that may change what machines do.
  var changes: Int { state.withLock(\.changes) }
}
