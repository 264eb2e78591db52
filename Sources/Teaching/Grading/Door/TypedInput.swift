import DockerCLI
import Synchronization

/// The input of a command that may ask for a terminal: the learner had one when they typed it.
///
/// Nobody types now, so once all input is read a terminal gets the keys by which a learner leaves.
final class TypedInput: InputChannel {
  /// The keys that leave a container's terminal.
  enum Leaving {
    /// Ctrl-D, which ends a shell.
    case ending
    /// Ctrl-P Ctrl-Q, which lets the container go on.
    case detaching

    fileprivate var keys: [UInt8] {
      switch self {
      case .ending: [0x04]
      case .detaching: [0x10, 0x11]
      }
    }
  }

  private let streams: CallStreams
  private let leaving: Leaving
  private let isRaw = Mutex(false)

  /// A shell may not have been ready for the keys.
  private static let pause = Duration.milliseconds(200)

  init(_ streams: CallStreams, leaving: Leaving) {
    self.streams = streams
    self.leaving = leaving
  }

  var isTerminal: Bool { true }

  func read() async -> [UInt8]? {
    if let piece = await streams.read() { return piece }
    guard isRaw.withLock(\.self), (try? await Task.sleep(for: Self.pause)) != nil else { return nil }
    return leaving.keys
  }

  func raw<Result: Sendable>(_ body: () async throws -> Result) async rethrows -> Result {
    isRaw.withLock { $0 = true }
    return try await body()
  }
}

extension TypedInput.Leaving {
  /// How somebody leaves what this docker command is attached to.
  init(_ arguments: [String]) {
    let words = arguments.filter { !$0.hasPrefix("-") }.prefix(2)
    self = words.contains { ["attach", "start"].contains($0) } ? .detaching : .ending
  }
}
