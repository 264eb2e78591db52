import Synchronization

/// What a submission's shell prints, cut at the marks that its loop puts behind each command.
final class OutputTap: Sendable {
  private struct State {
    var current: [UInt8] = []
    var finished: [[UInt8]] = []
    var total = 0
    var hasBegun = false
    var waiter: CheckedContinuation<Void, Never>?

    mutating func take(_ bytes: ArraySlice<UInt8>, keeping kept: Int) {
      var rest = bytes
      // A submission can print as many marks as it likes; only as many as there are commands are ever asked for, and
      // of a flood of them it is enough to know the last.
      if bytes.count(where: { $0 == mark }) > mostFinished, let last = bytes.lastIndex(of: mark) {
        finished = []
        current = []
        rest = bytes[last...]
      }
      while let end = rest.firstIndex(of: mark) {
        append(rest[..<end], keeping: kept)
        finished.append(current)
        current = []
        rest = rest[(end + 1)...]
      }
      append(rest, keeping: kept)
      if finished.count > mostFinished { finished.removeFirst(finished.count - 1) }
    }

    private mutating func append(_ bytes: ArraySlice<UInt8>, keeping kept: Int) {
      current += bytes.prefix(max(0, kept - current.count))
    }
  }

  /// The most bytes that are kept of one command's output.
  private let kept: Int
  private let state = Mutex(State())

  init(kept: Int = 64 * 1024) {
    self.kept = kept
  }

  /// Whether the shell has said that it runs.
  var hasBegun: Bool { state.withLock(\.hasBegun) }

  /// Bytes of everything so far.
  var total: Int { state.withLock(\.total) }

  func append(_ bytes: [UInt8]) {
    let waiter = state.withLock { state -> CheckedContinuation<Void, Never>? in
      state.total += bytes.count
      var bytes = bytes[...]
      if !state.hasBegun, bytes.first == Self.beginning {
        state.hasBegun = true
        bytes = bytes.dropFirst()
      }
      state.take(bytes, keeping: kept)
      return state.finished.isEmpty ? nil : state.waiter.take()
    }
    waiter?.resume()
  }

  /// The output up to the next mark, which is waited for a moment; what there is when it does not come.
  func takeCommand() async -> String {
    if let text = takeFinished() { return text }
    let patience = Task {
      try? await Task.sleep(for: .milliseconds(500))
      state.withLock { $0.waiter.take() }?.resume()
    }
    await withCheckedContinuation { continuation in
      let isThere = state.withLock { state in
        guard state.finished.isEmpty else { return true }
        state.waiter = continuation
        return false
      }
      if isThere { continuation.resume() }
    }
    patience.cancel()
    return takeFinished() ?? rest()
  }

  /// What was printed since the last mark.
  func rest() -> String {
    state.withLock { state in
      defer { state.current = [] }
      return String(decoding: state.current, as: UTF8.self)
    }
  }

  private func takeFinished() -> String? {
    state.withLock { state in
      state.finished.isEmpty ? nil : String(decoding: state.finished.removeFirst(), as: UTF8.self)
    }
  }

  /// ASCII's group separator, the first thing that the shell prints.
  private static let beginning: UInt8 = 0x1d
}

/// ASCII's record separator.
private let mark: UInt8 = 0x1e
private let mostFinished = 16
