import Synchronization

/// The first bytes of an output, up to a limit; safe to fill from several tasks.
package final class CappedText: Sendable {
  private let limit: Int
  private let state = Mutex<(bytes: [UInt8], isTruncated: Bool)>(([], false))

  /// Keeps at most `limit` bytes.
  package init(limit: Int) {
    self.limit = limit
  }

  /// Keeps as much of a piece as still fits.
  package func append(_ piece: [UInt8]) {
    state.withLock { state in
      let room = limit - state.bytes.count
      state.bytes += piece.prefix(room)
      state.isTruncated = state.isTruncated || piece.count > room
    }
  }

  /// Whether something did not fit.
  package var isTruncated: Bool { state.withLock(\.isTruncated) }

  /// What was kept, as text; a character cut in the middle becomes U+FFFD.
  package var text: String { state.withLock { String(decoding: $0.bytes, as: UTF8.self) } }
}
