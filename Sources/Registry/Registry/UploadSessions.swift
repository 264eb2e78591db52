import ContentStore
import OCI
import Synchronization

/// The uploads whose files are open.
///
/// There may be many more on the disk: those that were not used for longest are closed when there are too many, and
/// opened again when somebody goes on with them.
final class UploadSessions: Sendable {
  private struct Session {
    let upload: Upload
    var lastUse: UInt64
  }

  private struct State {
    var sessions: [UploadID: Session] = [:]
    var uses: UInt64 = 0

    mutating func closeOldest() {
      guard let oldest = sessions.min(by: { $0.value.lastUse < $1.value.lastUse }) else { return }
      sessions[oldest.key] = nil
    }
  }

  private let state = Mutex(State())
  private let most: Int

  init(most: Int) {
    self.most = most
  }

  subscript(id: UploadID) -> Upload? {
    state.withLock { state in
      state.uses += 1
      state.sessions[id]?.lastUse = state.uses
      return state.sessions[id]?.upload
    }
  }

  /// Keeps an upload open, and gives the one that is open already if somebody was faster.
  func keep(_ upload: Upload) -> Upload {
    state.withLock { state in
      if let open = state.sessions[upload.id] { return open.upload }
      while state.sessions.count >= most { state.closeOldest() }
      state.uses += 1
      state.sessions[upload.id] = Session(upload: upload, lastUse: state.uses)
      return upload
    }
  }

  func forget(_ upload: Upload) {
    _ = state.withLock { $0.sessions.removeValue(forKey: upload.id) }
  }

  var count: Int { state.withLock { $0.sessions.count } }
}

/// How many requests may do something at once that takes memory; one too many is turned away.
final class Slots: Sendable {
  private let free: Mutex<Int>

  init(_ count: Int) {
    free = Mutex(count)
  }

  /// Runs work in a slot.
  ///
  /// - Throws: `RegistryFailure.busy` when there is none, or what the work throws.
  func occupy<Value>(
    _ work: () async throws(RegistryFailure) -> Value
  ) async throws(RegistryFailure) -> Value {
    let isFree = free.withLock { count in
      guard count > 0 else { return false }
      count -= 1
      return true
    }
    guard isFree else { throw .busy }
    defer { free.withLock { $0 += 1 } }
    return try await work()
  }
}
