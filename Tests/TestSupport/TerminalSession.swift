import Dispatch
import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

#if canImport(Glibc)
  /// `POSIX_SPAWN_SETSID`, which glibc declares for `_GNU_SOURCE` only.
  private let newSession: Int32 = 0x80
#else
  private let newSession = POSIX_SPAWN_SETSID
#endif

/// A program in a pseudo-terminal, driven as a person would: keys typed, the screen read.
package final class TerminalSession: Sendable {
  package let process: pid_t
  private let master: Int32
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
    let terminal: String
    (master, terminal) = try Self.openTerminal()
    _ = fcntl(master, F_SETFD, FD_CLOEXEC)
    let size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    Self.resize(master, to: size)
    let variables = ["TERM": "xterm"].merging(environment) { _, given in given }
    process = try Self.spawn(
      Self.closingInherited + [executable] + arguments, variables.map { "\($0.key)=\($0.value)" },
      on: terminal)
    // The reader must not keep the session alive: a test that ends takes its program with it.
    DispatchQueue(label: "terminal \(process)").async { [master, shown] in shown.read(until: master) }
  }

  // The reader closes the terminal: closed here, its number could already be a new terminal's that it then robs.
  deinit { _ = kill(-process, SIGKILL) }

  /// Types text as it stands; end a line with `\r`, interrupt with `\u{3}`, end the input with `\u{4}`.
  package func send(_ text: String) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = unsafe bytes.withUnsafeBytes { unsafe write(master, $0.baseAddress, $0.count) }
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
    Self.resize(master, to: winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0))
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
  /// A first program that closes what it inherits and then becomes the real one.
  ///
  /// Tests run side by side in one process; a shell that kept a neighbour's socket or pipe open would make the
  /// neighbour wait for an end that never comes.
  private static let closingInherited = [
    "/bin/bash", "-c",
    #"for f in /dev/fd/*; do n=${f##*/}; [ "$n" -gt 2 ] && eval "exec $n>&-"; done; exec "$@""#, "bash",
  ]

  private static func resize(_ master: Int32, to size: winsize) {
    var size = size
    _ = unsafe ioctl(master, UInt(TIOCSWINSZ), &size)
  }

  /// A new terminal: the descriptor of its far end, and the path of the end that programs use.
  private static func openTerminal() throws -> (Int32, String) {
    #if canImport(Glibc)
      // glibc hides posix_openpt from Swift; these are the two requests it makes.
      let master = unsafe open("/dev/ptmx", O_RDWR | O_NOCTTY)
      var (unlocked, number): (Int32, UInt32) = (0, 0)
      guard master >= 0, unsafe ioctl(master, 0x4004_5431, &unlocked) == 0,
        unsafe ioctl(master, 0x8004_5430, &number) == 0
      else { throw Failure(description: "no pseudo-terminal: errno \(errno)") }
      return (master, "/dev/pts/\(number)")
    #else
      let master = posix_openpt(O_RDWR | O_NOCTTY)
      guard master >= 0, grantpt(master) == 0, unlockpt(master) == 0, let name = unsafe ptsname(master) else {
        throw Failure(description: "no pseudo-terminal: errno \(errno)")
      }
      return (master, unsafe String(cString: name))
    #endif
  }

  private static func spawn(_ words: [String], _ variables: [String], on terminal: String) throws -> pid_t {
    var attributes = posix_spawnattr_t()
    unsafe posix_spawnattr_init(&attributes)
    defer { unsafe posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    var all = sigset_t()
    unsafe sigemptyset(&none)
    unsafe sigfillset(&all)
    unsafe posix_spawnattr_setsigmask(&attributes, &none)
    unsafe posix_spawnattr_setsigdefault(&attributes, &all)
    unsafe posix_spawnattr_setflags(
      &attributes, Int16(newSession | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    // The leader of a session takes the first terminal it opens as its own.
    unsafe posix_spawn_file_actions_addopen(&actions, 0, terminal, O_RDWR, 0)
    unsafe posix_spawn_file_actions_adddup2(&actions, 0, 1)
    unsafe posix_spawn_file_actions_adddup2(&actions, 0, 2)
    var process: pid_t = 0
    let code = unsafe withCStrings(words) { arguments in
      unsafe withCStrings(variables) { variables in
        unsafe posix_spawn(&process, words[0], &actions, &attributes, arguments, variables)
      }
    }
    guard code == 0 else { throw Failure(description: "cannot start \(words[0]): errno \(code)") }
    return process
  }

  @unsafe private static func withCStrings<Result>(
    _ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
  ) -> Result {
    let copies = unsafe texts.map { unsafe strdup($0) }
    defer { unsafe copies.forEach { unsafe free($0) } }
    return unsafe body(copies + [nil])
  }

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
