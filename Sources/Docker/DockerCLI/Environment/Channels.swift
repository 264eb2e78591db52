import Synchronization

/// The size of a terminal in characters.
package struct TerminalSize: Sendable, Hashable {
  package let columns: Int
  package let rows: Int

  package init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
  }
}

/// Where a command writes.
package protocol OutputChannel: Sendable {
  /// The terminal behind it; `nil` for a file, a pipe or a buffer.
  var terminal: TerminalSize? { get }
  /// Writes all of it before it returns; what cannot be written is lost in silence, as it is for any program
  /// whose reader has gone.
  func write(_ bytes: [UInt8])
}

extension OutputChannel {
  /// Writes text as UTF-8.
  package func write(_ text: String) {
    write(Array(text.utf8))
  }
}

/// Where a command reads.
package protocol InputChannel: Sendable {
  var isTerminal: Bool { get }
  /// The next bytes; `nil` at the end.
  func read() async -> [UInt8]?
  /// Runs `body` while the terminal hands over every key at once and echoes nothing.
  func raw<Result: Sendable>(_ body: () async throws -> Result) async rethrows -> Result
  /// Runs `body` while the terminal echoes nothing.
  func silent<Result: Sendable>(_ body: () async throws -> Result) async rethrows -> Result
}

/// What is no terminal hands over everything at once and echoes nothing anyway.
extension InputChannel {
  package var isTerminal: Bool { false }

  package func raw<Result: Sendable>(_ body: () async throws -> Result) async rethrows -> Result {
    try await body()
  }

  package func silent<Result: Sendable>(_ body: () async throws -> Result) async rethrows -> Result {
    try await body()
  }
}

/// An input that has ended before it began.
package struct NoInput: InputChannel {
  package init() {}
  package func read() async -> [UInt8]? { nil }
}

/// An output that keeps what is written, for callers in the same process.
package final class CollectedOutput: OutputChannel {
  package let terminal: TerminalSize?
  private let content = Mutex<[UInt8]>([])

  package init(terminal: TerminalSize? = nil) {
    self.terminal = terminal
  }

  package func write(_ bytes: [UInt8]) {
    content.withLock { $0 += bytes }
  }

  package var bytes: [UInt8] { content.withLock { $0 } }

  /// What was written so far, as UTF-8.
  package var text: String { String(decoding: bytes, as: UTF8.self) }
}
