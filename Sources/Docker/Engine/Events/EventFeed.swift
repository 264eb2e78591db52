import DockerAPI
import Synchronization

/// What has happened on a machine: the newest events, and a way to be told of the next ones.
package final class EventFeed: Sendable {
  private struct State {
    var recent: [EventMessage] = []
    var next = 0
    var listeners: [Int: AsyncStream<EventMessage>.Continuation] = [:]
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
      for listener in state.listeners.values { listener.yield(event) }
    }
  }

  /// The remembered events, and a stream of those to come.
  func listen() -> (past: [EventMessage], future: AsyncStream<EventMessage>) {
    state.withLock { state in
      let (stream, continuation) = AsyncStream<EventMessage>.makeStream()
      let number = state.next
      state.next += 1
      state.listeners[number] = continuation
      continuation.onTermination = { [weak self] _ in Task { self?.forget(number) } }
      return (state.recent, stream)
    }
  }

  /// Lets go of a listener, never from within the end of its stream: as in `LogStore`, that has a lock for which a `yield`
  /// waits.
  private func forget(_ number: Int) {
    state.withLock { $0.listeners[number] = nil }
  }
}
