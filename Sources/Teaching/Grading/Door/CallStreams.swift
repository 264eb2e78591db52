import DockerCLI
import HTTPServer
import Shell
import Synchronization

/// The standard streams and the signals of one call, on the grader's side.
final class CallStreams: Sendable {
  private let frames: AsyncStream<CallFrame>
  private let sending: AsyncStream<CallFrame>.Continuation
  private let inputs: AsyncStream<[UInt8]>
  private let receiving: AsyncStream<[UInt8]>.Continuation
  private let signals: AsyncStream<ForwardedSignal>
  private let signalling: AsyncStream<ForwardedSignal>.Continuation
  private let state = Mutex(State())

  private struct State {
    /// Bytes of output so far.
    var written = 0
    var hasHungUp = false
    var whenHungUp: (@Sendable () -> Void)?
    /// Grows with everything that is written or read.
    var activity = 0
    /// Pieces of input that were asked for and have not come.
    var wanted = 0
    /// Bytes of input so far.
    var read = 0
  }

  /// The most bytes of output that one call passes on.
  static let outputLimit = 1 << 20

  /// The most bytes of input that one call is given: an archive to load is held in memory.
  static let inputLimit = 64 << 20

  init() {
    (frames, sending) = AsyncStream.makeStream()
    (inputs, receiving) = AsyncStream.makeStream()
    (signals, signalling) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(16))
  }

  /// Passes output on, up to a limit; whether it goes to standard output or to standard error.
  func write(_ bytes: [UInt8], isError: Bool) {
    let room = state.withLock { state in
      let room = max(0, Self.outputLimit - state.written)
      state.written += bytes.count
      state.activity += 1
      return room
    }
    guard room > 0 else { return }
    let piece = Array(bytes.prefix(room))
    sending.yield(isError ? .error(piece) : .output(piece))
  }

  /// How much has gone to and fro so far; grows with everything.
  var activity: Int { state.withLock(\.activity) }

  /// The next piece of input; `nil` at its end.
  func read() async -> [UInt8]? {
    state.withLock { $0.wanted += 1 }
    sending.yield(.wantsInput)
    for await piece in inputs {
      let isTooMuch = state.withLock { state in
        state.activity += 1
        state.read += piece.count
        return state.read > Self.inputLimit
      }
      return piece.isEmpty || isTooMuch ? nil : piece
    }
    return nil
  }

  private func isWanted() -> Bool {
    state.withLock { state in
      state.wanted -= 1
      return state.wanted >= 0
    }
  }

  /// The signals that the program was sent; for one listener.
  var arriving: AsyncStream<ForwardedSignal> { signals }

  func end(_ status: Int32) {
    sending.yield(.exit(status))
    sending.finish()
  }

  /// Calls `body` when the program has gone away, at once when it has already.
  func whenHungUp(_ body: @escaping @Sendable () -> Void) {
    let isLate = state.withLock { state in
      if !state.hasHungUp { state.whenHungUp = body }
      return state.hasHungUp
    }
    if isLate { body() }
  }

  func hangUp() {
    let body = state.withLock { state in
      state.hasHungUp = true
      return state.whenHungUp.take()
    }
    receiving.finish()
    signalling.finish()
    body?()
  }

  /// Hands over what was typed, or piped, and then the end of the input.
  ///
  /// What was typed comes line by line: a program that takes a terminal over may drop what came before.
  func type(_ text: String) async {
    var rest = Array(text.utf8)[...]
    while let end = rest.firstIndex(of: UInt8(ascii: "\r")) {
      receiving.yield(Array(rest[...end]))
      rest = rest[(end + 1)...]
      guard (try? await Task.sleep(for: .milliseconds(50))) != nil else { return receiving.finish() }
    }
    if !rest.isEmpty { receiving.yield(Array(rest)) }
    receiving.finish()
  }

  /// Keeps the output, for a call that nobody is attached to.
  func collect(into text: CappedText) async {
    for await frame in frames {
      switch frame {
      case .output(let bytes), .error(let bytes): text.append(bytes)
      case .input, .signal, .wantsInput, .exit: continue
      }
    }
  }

  func send(to connection: HijackedConnection) async {
    for await frame in frames {
      do { try await connection.write(frame.bytes) } catch { return hangUp() }
    }
  }

  func receive(from connection: HijackedConnection) async {
    var reader = CallFrameReader()
    do {
      for try await bytes in connection.input {
        guard let frames = reader.take(bytes) else { return }
        for frame in frames {
          switch frame {
          case .input(let piece):
            // What nobody asked for would pile up.
            guard isWanted() else { return }
            receiving.yield(piece)
          case .signal(let number): ForwardedSignal(number: number).map { _ = signalling.yield($0) }
          case .output, .error, .wantsInput, .exit: return
          }
        }
      }
    } catch {
      // A connection that broke is a program that has gone.
    }
  }
}

extension CallStreams {
  /// One of the two outputs, as docker writes to it.
  struct Output: OutputChannel {
    let streams: CallStreams
    let isError: Bool
    /// What is kept for the journal.
    let record: @Sendable ([UInt8]) -> Void

    var terminal: TerminalSize? { nil }

    func write(_ bytes: [UInt8]) {
      record(bytes)
      streams.write(bytes, isError: isError)
    }
  }

  /// The input, as docker reads it.
  struct Input: InputChannel {
    let streams: CallStreams

    func read() async -> [UInt8]? { await streams.read() }
  }

  /// The signals, as docker takes them over.
  struct Signals: SignalSource {
    let stream: AsyncStream<ForwardedSignal>

    func forwarded() -> AsyncStream<ForwardedSignal> { stream }
    func resizes() -> AsyncStream<Void> { AsyncStream { $0.finish() } }
  }
}

extension ForwardedSignal {
  /// The signal of this number; `nil` for one that is not passed on.
  init?(number: Int32) {
    switch number {
    case 1: self = .hangUp
    case 2: self = .interrupt
    case 3: self = .quit
    case 15: self = .terminate
    default: return nil
    }
  }
}
