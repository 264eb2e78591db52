import DockerAPI
import Synchronization

/// What has happened on a machine: the newest events, and a way to be told of the next ones.
package final class EventFeed: Sendable {
  private struct State {
    var recent: [EventMessage] = []
    var listeners = Listeners<EventMessage>()
  }

  /// As many as Docker remembers.
  private static let memory = 256

  private let state = Mutex(State())

  package init() {}

  /// The number of open event streams.
  package var listenerCount: Int { state.withLock { $0.listeners.count } }

  /// Remembers an event and tells it to all who listen.
  package func record(_ event: EventMessage) {
    state.withLock { state in
      state.recent.append(event)
      if state.recent.count > Self.memory { state.recent.removeFirst() }
      state.listeners.tell(event)
    }
  }

  /// The remembered events, and a stream of those to come.
  func listen() -> (past: [EventMessage], future: AsyncStream<EventMessage>) {
    state.withLock { state in
      let stream = state.listeners.add { [weak self] number in
        self?.state.withLock { $0.listeners.remove(number) }
      }
      return (state.recent, stream)
    }
  }
}
