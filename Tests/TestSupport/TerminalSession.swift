import Dispatch
import Shell
import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A program in a pseudo-terminal, driven as a person would: keys typed, the screen read.
package final class TerminalSession: Sendable {
  package let process: pid_t
  private let terminal: PseudoTerminal
  private let shown = Shown()
  private let mark = Mutex(0)
  private let status = Mutex<Int32?>(nil)

  /// What went wrong, with what the terminal showed until then.
  package struct Failure: Error, CustomStringConvertible {
    package let description: String
  }

  /// Starts a program as the leader of a session of its own, on a new terminal.
  ///
  /// `environment` is the whole environment; `TERM` defaults to `xterm`.
  package init(
    _ executable: String, _ arguments: [String] = [], environment: [String: String],
    columns: UInt16 = 80, rows: UInt16 = 24
  ) throws {
    let terminal = try PseudoTerminal()
    self.terminal = terminal
    terminal.resize(to: WindowSize(rows: rows, columns: columns))
    let variables = ["TERM": "xterm"].merging(environment) { _, given in given }
    process = try unsafe Spawn.startSession(
      [executable] + arguments, variables: variables.map { "\($0.key)=\($0.value)" }, keeping: 3
    ) { actions in
      // The leader of a session takes the first terminal it opens as its own.
      unsafe posix_spawn_file_actions_addopen(&actions, 0, terminal.path, O_RDWR, 0)
      unsafe posix_spawn_file_actions_adddup2(&actions, 0, 1)
      unsafe posix_spawn_file_actions_adddup2(&actions, 0, 2)
    }
    // The reader must not keep the session alive: a test that ends takes its program with it.
    DispatchQueue(label: "terminal \(process)").async { [shown] in shown.read(until: terminal.master) }
  }

  // The reader closes the terminal: closed here, its number could already be a new terminal's that it then robs.
  // Once it has been waited for, its number can be somebody else's.
  deinit { if !hasEnded { _ = kill(-process, SIGKILL) } }

  /// Types text as it stands; end a line with `\r`, interrupt with `\u{3}`, end the input with `\u{4}`.
  package func send(_ text: String) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = unsafe bytes.withUnsafeBytes { unsafe write(terminal.master, $0.baseAddress, $0.count) }
      guard count > 0 else { return }
      bytes = bytes.dropFirst(count)
    }
  }

  /// Waits until `text` has been shown after the last text waited for.
  ///
  /// - Returns: what was shown since then, up to and with `text`, without escape sequences.
  /// - Throws: `Failure` with the screen when the time is over or the program has ended without showing it.
  @discardableResult
  package func wait(for text: String, within limit: Duration = .seconds(60)) async throws -> String {
    let deadline = ContinuousClock.now + limit
    while true {
      let ended = hasEnded
      if let found = advance(past: text) { return found }
      guard !ended, ContinuousClock.now < deadline else {
        throw Failure(
          description: "\(ended ? "ended" : "waited") without showing \(text.debugDescription):\n\(screen)")
      }
      try await Task.sleep(for: .milliseconds(2))
    }
  }

  /// Presses a key until it has shown `text`, as a person would: a shell that is just starting something can miss one.
  package func press(_ key: String, until text: String, within limit: Duration = .seconds(60)) async throws {
    let deadline = ContinuousClock.now + limit
    while true {
      send(key)
      do {
        try await wait(for: text, within: .milliseconds(500))
        return
      } catch  where ContinuousClock.now < deadline {
        continue
      }
    }
  }

  /// Waits for the end of the program and returns its status; 128 is added to a signal.
  package func waitForEnd(within limit: Duration = .seconds(60)) async throws -> Int32 {
    let deadline = ContinuousClock.now + limit
    while ContinuousClock.now < deadline {
      if let status = reap() { return status }
      try await Task.sleep(for: .milliseconds(2))
    }
    throw Failure(description: "did not end:\n\(screen)")
  }

  /// Everything shown so far, without escape sequences and carriage returns.
  package var screen: String { Self.plainText(shown.bytes.withLock { $0 }) }

  /// Everything shown so far, as it came.
  package var transcript: String { shown.bytes.withLock { String(decoding: $0, as: UTF8.self) } }

  package func resize(columns: UInt16, rows: UInt16) {
    terminal.resize(to: WindowSize(rows: rows, columns: columns))
  }

  /// Sends a signal to the program alone.
  package func signal(_ number: Int32) {
    _ = kill(process, number)
  }

  private func advance(past text: String) -> String? {
    let plain = Array(screen.utf8)
    let wanted = Array(text.utf8)
    return mark.withLock { mark in
      var start = min(mark, plain.count)
      let from = start
      while start + wanted.count <= plain.count {
        if plain[start..<(start + wanted.count)].elementsEqual(wanted) {
          mark = start + wanted.count
          return String(decoding: plain[from..<mark], as: UTF8.self)
        }
        start += 1
      }
      return nil
    }
  }

  private var hasEnded: Bool { reap() != nil }

  private func reap() -> Int32? {
    status.withLock { status in
      if let status { return status }
      var raw: Int32 = 0
      guard unsafe waitpid(process, &raw, WNOHANG) == process else { return nil }
      let signal = raw & 0x7F
      status = signal == 0 ? (raw >> 8) & 0xFF : 128 + signal
      return status
    }
  }
}

/// What a terminal has shown.
private final class Shown: Sendable {
  let bytes = Mutex<[UInt8]>([])

  /// Collects until the far end is closed, and then closes this one.
  func read(until master: Int32) {
    defer { _ = close(master) }
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = unsafe buffer.withUnsafeMutableBytes { unsafe systemRead(master, $0.baseAddress, $0.count) }
      if count > 0 {
        bytes.withLock { $0 += buffer.prefix(count) }
      } else if count == 0 || errno != EINTR {
        return
      }
    }
  }
}

/// `read(2)`, under a name that the method above does not shadow.
@unsafe private func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawPointer?, _ count: Int) -> Int
{
  unsafe read(descriptor, buffer, count)
}

extension TerminalSession {
  /// Drops escape sequences (CSI, OSC and two-byte ones) and carriage returns.
  private static func plainText(_ bytes: [UInt8]) -> String {
    var plain: [UInt8] = []
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      guard byte == 0x1B, index < bytes.count else {
        if byte != 0x0D, byte != 0x0F { plain.append(byte) }
        continue
      }
      let kind = bytes[index]
      index += 1
      switch kind {
      case UInt8(ascii: "["):
        while index < bytes.count, !(0x40...0x7E).contains(bytes[index]) { index += 1 }
        index += 1
      case UInt8(ascii: "]"):
        while index < bytes.count, bytes[index] != 0x07, bytes[index] != 0x1B { index += 1 }
        index += index < bytes.count && bytes[index] == 0x1B ? 2 : 1
      case UInt8(ascii: "("), UInt8(ascii: ")"): index += 1
      default: break
      }
    }
    return String(decoding: plain, as: UTF8.self)
  }
}
