import Basics
import Dispatch
import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A child in a room of its own that runs for as long as it likes, on pipes or on a terminal of its own.
///
/// One thread starts it, hands over what it writes and waits for its end: bubblewrap ends what it runs when the thread
/// that started it is gone, so nothing outlives this process, however that ends.
package final class LiveChild: Sendable {
  /// On which of its streams a child wrote; a terminal is all standard output.
  package enum Stream: Sendable { case output, error }

  /// How a child is connected.
  package enum Connection: Sendable, Hashable {
    /// Standard output and error apart; without input it reads nothing.
    case pipes(takesInput: Bool)
    case terminal(WindowSize)
  }

  /// What is told of a child, in order, on a thread of its own.
  package struct Listener: Sendable {
    package let onOutput: @Sendable (Stream, [UInt8]) -> Void
    /// The number a shell would show for it in `$?`.
    package let onEnd: @Sendable (Int32) -> Void

    package init(
      onOutput: @escaping @Sendable (Stream, [UInt8]) -> Void, onEnd: @escaping @Sendable (Int32) -> Void
    ) {
      self.onOutput = onOutput
      self.onEnd = onEnd
    }
  }

  private struct State {
    /// Our end of its terminal, or of the pipe that is its standard input; -1 once it is closed.
    var input: Int32 = -1
    /// The first process in the room, by the number that this process knows it by; 0 once it has ended.
    var process: Int32 = 0
  }

  private let state = Mutex(State())
  private let hasTerminal: Bool
  private let writing = DispatchQueue(label: "container.input")

  private init(hasTerminal: Bool) {
    self.hasTerminal = hasTerminal
  }

  /// Starts a room.
  ///
  /// - Parameters:
  ///   - words: The command line of a `ContainerRoom`.
  ///   - connection: What its standard streams are.
  ///   - listener: Who is told of what it writes and of its end.
  ///   - furnish: What is done in the room, by the number of its first process, before its program starts; for a
  ///     command line that waits for that.
  /// - Returns: the child, once its program has replaced bubblewrap.
  /// - Throws: `ChildFailure` when the room could not be made, with what bubblewrap said.
  package static func start(
    _ words: [String], on connection: Connection, listener: Listener,
    furnish: (@Sendable (Int32) -> Void)? = nil
  ) async throws(ChildFailure) -> LiveChild {
    let hasTerminal = if case .terminal = connection { true } else { false }
    let child = LiveChild(hasTerminal: hasTerminal)
    let result: Result<LiveChild, ChildFailure> = await withCheckedContinuation { continuation in
      DispatchQueue(label: "container").async {
        child.run(words, connection, listener, furnish) { continuation.resume(returning: $0) }
      }
    }
    return try result.get()
  }

  /// The number of the first process in the room; `nil` once it has ended.
  package var process: Int32? { state.withLock { $0.process > 0 ? $0.process : nil } }

  /// Sends a signal, with Linux's number, to the first process in the room.
  package func signal(_ number: Int32) {
    // While the lock is held the process has not been waited for, so its number is nobody else's.
    state.withLock { state in if state.process > 0 { _ = kill(state.process, number) } }
  }

  /// Sends a signal to every process in the room.
  package func signalAll(_ number: Int32) {
    guard let first = process else { return }
    for member in RoomProcess.all(inRoomOf: first) { _ = kill(member.process, number) }
  }

  /// Ends one process of the room at once, if it still is the one that was looked at.
  package func end(_ member: ProcessStatus) {
    guard let first = process,
      RoomProcess.statuses(inRoomsOf: [first]).contains(where: {
        $0.process == member.process && $0.started == member.started
      })
    else { return }
    _ = kill(member.process, SIGKILL)
  }

  /// Gives it something to read; waits while it does not take it.
  package func write(_ bytes: [UInt8]) async {
    await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
      writing.async {
        self.writeAll(bytes[...])
        continuation.resume()
      }
    }
  }

  /// Says that nothing more will come; a terminal stays open.
  package func endInput() async {
    guard !hasTerminal else { return }
    await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
      writing.async {
        self.closeInput()
        continuation.resume()
      }
    }
  }

  /// Changes the size of its terminal, if it has one.
  package func resize(to size: WindowSize) {
    guard hasTerminal else { return }
    state.withLock { state in
      if state.input >= 0 { PseudoTerminal.resize(state.input, to: size) }
    }
  }

  private func closeInput() {
    state.withLock { state in
      if state.input >= 0 { _ = close(state.input) }
      state.input = -1
    }
  }

  private func writeAll(_ bytes: ArraySlice<UInt8>) {
    var rest = bytes
    while !rest.isEmpty {
      let (descriptor, written) = state.withLock { state -> (Int32, Int) in
        guard state.input >= 0 else { return (-1, 0) }
        return (
          state.input,
          unsafe rest.withUnsafeBytes { unsafe systemWrite(state.input, $0.baseAddress, $0.count) }
        )
      }
      guard descriptor >= 0 else { return }
      if written > 0 {
        rest = rest.dropFirst(written)
      } else if errno == EAGAIN {
        var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        _ = unsafe poll(&waiting, 1, 100)
      } else if errno != EINTR {
        return
      }
    }
  }
}

extension LiveChild {
  /// Gives a room's network its addresses, from the thread on which `furnish` is called.
  ///
  /// A room without them is still a room: what cannot be done here shows in what its program says of the network.
  package static func address(_ room: ContainerRoom, _ process: Int32, with tools: ContainerTools) {
    waitForUsers(of: process)
    _ = finish(room.addressing(process, with: tools))
  }

  /// Rights over a room come with its users, which bubblewrap writes down a moment after it has made it.
  static func waitForUsers(of process: Int32) {
    for _ in 0..<1_000 {
      guard let map = try? FileBytes.read("/proc/\(process)/uid_map"), map.isEmpty else { return }
      usleep(500)
    }
  }

  /// Runs a command line to its end, whatever it says.
  static func finish(_ words: [String]) -> Int32 {
    guard var streams = try? ChildStreams(.pipes(takesInput: false), hasGate: false) else { return -1 }
    defer { streams.close() }
    guard let helper = try? streams.spawn(words) else { return -1 }
    return wait(for: helper)
  }

  /// The whole life of the child, on a thread of its own.
  private func run(
    _ words: [String], _ connection: Connection, _ listener: Listener,
    _ furnish: (@Sendable (Int32) -> Void)?, _ answer: (Result<LiveChild, ChildFailure>) -> Void
  ) {
    var streams: ChildStreams
    do throws(SystemError) {
      streams = try ChildStreams(connection, hasGate: furnish != nil)
    } catch {
      return answer(.failure(ChildFailure(executable: words[0], reason: error.reason)))
    }
    let process: pid_t
    do throws(SystemError) {
      process = try streams.spawn(words)
    } catch {
      streams.close()
      return answer(.failure(ChildFailure(executable: words[0], reason: error.reason)))
    }
    var early: [UInt8] = []
    let room = streams.roomProcess(keeping: &early) { furnish?($0) }
    state.withLock { state in
      state.input = streams.input
      if let room { state.process = room }
    }
    guard room != nil else {
      closeInput()
      streams.close()
      let status = Self.wait(for: process)
      let said = String(decoding: early, as: UTF8.self).split(separator: "\n").first.map(String.init)
      return answer(.failure(ChildFailure(executable: words[0], reason: said ?? "it ended with \(status)")))
    }
    answer(.success(self))
    streams.forEachPiece(listener.onOutput) { self.state.withLock { $0.process = 0 } }
    closeInput()
    let status = Self.wait(for: process)
    listener.onEnd(streams.exitCode ?? status)
    streams.close()
  }

  private static func wait(for process: pid_t) -> Int32 {
    var raw: Int32 = 0
    while unsafe waitpid(process, &raw, 0) < 0, errno == EINTR {}
    let signal = raw & 0x7F
    return signal == 0 ? (raw >> 8) & 0xFF : 128 + signal
  }
}

/// `write(2)`, under a name that the methods above do not shadow.
@unsafe private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
  unsafe write(descriptor, bytes, count)
}
