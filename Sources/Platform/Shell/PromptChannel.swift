import Basics
import Dispatch

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What a shell's hook tells the process that watches it.
package enum PromptRequest: Sendable, Hashable {
  /// A prompt is about to be shown; the last command ended with this status.
  case prompt(status: Int32)
  /// A command of a script is about to run.
  case starting(command: String)
}

/// Two FIFOs between a shell and the process that watches it: the shell asks, waits, and shows its prompt.
///
/// A line of `ask` is `TURN STATUS`, or `TURN start COMMAND`; the answer on `reply` is `TURN MARK`. The turn
/// lets the hook pass over the reply to a question that Ctrl-C made it forget.
package final class PromptChannel: Sendable {
  private let folder: String
  private let ask: Int32
  private let reply: Int32
  private let queue = DispatchQueue(label: "dojo.prompt")
  private static let longestLine = 1 << 20

  /// Creates the FIFOs in a folder of our own, readable by nobody else.
  ///
  /// Both are held open in both directions, so that a shell's open never waits while this process lives.
  package init(folder: String) throws(SystemError) {
    self.folder = folder
    ask = try Self.open(fifo: "\(folder)/ask")
    do throws(SystemError) {
      reply = try Self.open(fifo: "\(folder)/reply")
    } catch {
      _ = close(ask)
      throw error
    }
  }

  deinit {
    _ = unsafe unlink("\(folder)/ask")
    _ = unsafe unlink("\(folder)/reply")
    _ = close(ask)
    _ = close(reply)
  }

  private static func open(fifo path: String) throws(SystemError) -> Int32 {
    _ = unsafe unlink(path)
    guard unsafe mkfifo(path, 0o600) == 0 else { throw .last("mkfifo", path) }
    let descriptor = systemOpen(path, O_RDWR | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { throw .last("open", path) }
    return descriptor
  }

  /// Answers the shell's questions until the task is cancelled.
  ///
  /// `answer` gives the mark of the next prompt; the shell waits for it.
  package func serve(_ answer: (PromptRequest) async -> String) async {
    var cutter = LineCutter(longest: Self.longestLine)
    while !Task.isCancelled {
      for line in cutter.take(await nextBytes()) where !Task.isCancelled {
        let parts = String(decoding: line, as: UTF8.self).split(separator: " ", maxSplits: 1)
        guard parts.count == 2, let request = PromptRequest(parsing: parts[1]) else { continue }
        let mark = await answer(request)
        drainReplies()
        send("\(parts[0]) \(mark)\n", to: reply)
      }
    }
  }

  /// Waits for the shell on a thread of its own; cancellation wakes it with an empty line of ours.
  private func nextBytes() async -> [UInt8] {
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        queue.async { [ask] in
          var watched = pollfd(fd: ask, events: Int16(POLLIN), revents: 0)
          _ = unsafe poll(&watched, 1, -1)
          continuation.resume(returning: Self.readAvailable(ask))
        }
      }
    } onCancel: {
      send("\n", to: ask)
    }
  }

  private func drainReplies() {
    _ = Self.readAvailable(reply)
  }

  private func send(_ line: String, to fifo: Int32) {
    // A line is far shorter than PIPE_BUF and the FIFO is drained: it goes out in one piece.
    try? AtomicFile.writeAll(Array(line.utf8), to: fifo, path: folder)
  }

  private static func readAvailable(_ descriptor: Int32) -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    // Whoever writes without end is read piece by piece.
    while bytes.count < 64 * 1024 {
      let count = unsafe buffer.withUnsafeMutableBytes { unsafe read(descriptor, $0.baseAddress, $0.count) }
      guard count > 0 else { break }
      bytes += buffer.prefix(count)
    }
    return bytes
  }
}

extension PromptRequest {
  init?(parsing text: some StringProtocol) {
    if text.hasPrefix("start ") {
      // A newline cannot travel in a line: the script sends the ASCII record separator for it.
      self = .starting(command: String(text.dropFirst(6).map { $0 == "\u{1E}" ? "\n" : $0 }))
    } else if let status = Int32(text) {
      self = .prompt(status: status)
    } else {
      return nil
    }
  }
}

/// `open(2)`, under a name that the methods above do not shadow.
private func systemOpen(_ path: String, _ flags: Int32) -> Int32 {
  unsafe open(path, flags)
}
