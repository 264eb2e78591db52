import EngineClient
import Synchronization

/// Carries what the learner types to a container.
final class InputPump: Sendable {
  let task: Task<Void, Never>
  private let detached: DetachMark

  private init(task: Task<Void, Never>, detached: DetachMark) {
    self.task = task
    self.detached = detached
  }

  /// Whether the learner typed the keys that leave the container running.
  var hasDetached: Bool { detached.isSet }

  /// Runs until the input ends, which the container then sees; reading cannot be interrupted, so nobody waits for it.
  static func start(
    _ source: any InputChannel, into input: HijackedInput, watching keys: DetachKeys?
  ) -> InputPump {
    let mark = DetachMark()
    let task = Task {
      var keys = keys
      while let bytes = await source.read(), !Task.isCancelled {
        let (passed, isDetaching) = keys?.filter(bytes) ?? (bytes, false)
        do {
          if !passed.isEmpty { try await input.send(passed) }
        } catch {
          return
        }
        if isDetaching {
          mark.set()
          input.disconnect()
          return
        }
      }
      input.end()
    }
    return InputPump(task: task, detached: mark)
  }
}

/// Set once, read from elsewhere.
private final class DetachMark: Sendable {
  private let value = Mutex(false)

  var isSet: Bool { value.withLock { $0 } }

  func set() { value.withLock { $0 = true } }
}
