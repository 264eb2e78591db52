import Synchronization

/// Bytes that arrive over time, for one reader; a slow reader slows the sender down.
package struct ByteStream: AsyncSequence, Sendable {
  let pipe: BytePipe

  /// A stream that has already ended.
  package static let empty = of([])

  /// A stream of bytes that are already here.
  package static func of(_ bytes: [UInt8]) -> Self {
    let pipe = BytePipe {}
    if !bytes.isEmpty { pipe.push(bytes) }
    pipe.finish()
    return Self(pipe: pipe)
  }

  package func makeAsyncIterator() -> Iterator { Iterator(pipe: pipe) }

  package struct Iterator: AsyncIteratorProtocol {
    let pipe: BytePipe

    /// The next bytes, never none; `nil` at the end.
    package func next() async throws -> [UInt8]? { try await pipe.next() }
  }

  /// Gives everything that is still to come to `take`, piece by piece.
  ///
  /// Only for a service that may block: while much is to come the calling thread reads from the connection itself.
  package func drain(_ take: (UnsafeRawBufferPointer) throws -> Void) async throws {
    if let lender = pipe.lender, let loan = try await lender.lend(pipe) {
      let use = Result { try unsafe loan.use(take) }
      await lender.takeBack(loan)
      if try use.get() == .disconnected { throw ByteStreamError.disconnected }
    }
    for try await bytes in self { unsafe try bytes.withUnsafeBytes(take) }
  }

  /// Everything that is still to come.
  ///
  /// - Throws: `ByteStreamError.tooLong` when it is more than `limit` bytes; the rest is then left unread.
  package func collect(upTo limit: Int) async throws -> [UInt8] {
    var all: [UInt8] = []
    for try await bytes in self {
      guard all.count + bytes.count <= limit else { throw ByteStreamError.tooLong(limit: limit) }
      all += bytes
    }
    return all
  }
}

/// Why a stream of bytes ended early.
package enum ByteStreamError: Error, Equatable, Sendable {
  /// The connection broke in the middle.
  case disconnected
  /// More than `collect` was ready to take.
  case tooLong(limit: Int)
}

/// The two ends of a byte stream: the connection pushes, a task pulls.
final class BytePipe: Sendable {
  private struct State {
    var chunks: [[UInt8]] = []
    var buffered = 0
    var ended = false
    var failure: (any Error)?
    var reader: CheckedContinuation<[UInt8]?, any Error>?
  }

  /// Bytes that may wait for the reader before the connection stops reading.
  static let highWater = 256 * 1024

  private let state = Mutex(State())
  /// Called from any thread when the reader wants more than there is.
  private let demand: @Sendable () -> Void

  /// How the reader may take the connection itself, if it may.
  let lender: Lender?

  init(lender: Lender? = nil, demand: @escaping @Sendable () -> Void) {
    self.lender = lender
    self.demand = demand
  }

  /// Whether the connection should go on reading.
  var hasRoom: Bool { state.withLock { $0.buffered < Self.highWater } }

  /// What has arrived and was not yet read.
  func takeAll() -> [[UInt8]] {
    state.withLock { state in
      state.buffered = 0
      defer { state.chunks = [] }
      return state.chunks
    }
  }

  func push(_ bytes: [UInt8]) {
    let reader = state.withLock { state -> CheckedContinuation<[UInt8]?, any Error>? in
      guard !state.ended, state.failure == nil else { return nil }
      if let reader = state.reader.take() { return reader }
      state.chunks.append(bytes)
      state.buffered += bytes.count
      return nil
    }
    reader?.resume(returning: bytes)
  }

  func finish() {
    let reader = state.withLock { state in
      state.ended = true
      return state.reader.take()
    }
    reader?.resume(returning: nil)
  }

  /// Ends the stream with an error, unless it has ended already.
  func fail(_ error: any Error) {
    let reader = state.withLock { state -> CheckedContinuation<[UInt8]?, any Error>? in
      guard !state.ended else { return nil }
      state.failure = error
      return state.reader.take()
    }
    reader?.resume(throwing: error)
  }

  func next() async throws -> [UInt8]? {
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { wait(with: $0) }
    } onCancel: {
      let reader = state.withLock { $0.reader.take() }
      reader?.resume(throwing: CancellationError())
    }
  }

  private func wait(with continuation: CheckedContinuation<[UInt8]?, any Error>) {
    enum Outcome {
      case bytes([UInt8], drained: Bool)
      case end
      case failed(any Error)
      case waiting
    }
    let outcome = state.withLock { state -> Outcome in
      if !state.chunks.isEmpty {
        let bytes = state.chunks.removeFirst()
        state.buffered -= bytes.count
        return .bytes(bytes, drained: state.chunks.isEmpty && !state.ended)
      }
      if let failure = state.failure { return .failed(failure) }
      if state.ended { return .end }
      if Task.isCancelled { return .failed(CancellationError()) }
      state.reader = continuation
      return .waiting
    }
    switch outcome {
    case .bytes(let bytes, let drained):
      if drained { demand() }
      continuation.resume(returning: bytes)
    case .end: continuation.resume(returning: nil)
    case .failed(let error): continuation.resume(throwing: error)
    case .waiting: demand()
    }
  }
}
