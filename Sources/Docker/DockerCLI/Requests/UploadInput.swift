import Basics
import Synchronization

/// What a command sends to the engine: the bytes of a file, or standard input.
struct UploadInput: Sendable {
  /// Whether somebody would have to type it.
  let isTerminal: Bool
  /// The next piece; `nil` at the end.
  let next: @Sendable () async throws -> [UInt8]?

  /// - Throws: `CommandFailure` in docker's words for a file that cannot be read.
  init(_ path: String?, _ environment: CommandEnvironment) throws(CommandFailure) {
    guard let path else {
      isTerminal = environment.input.isTerminal
      next = { [input = environment.input] in await input.read() }
      return
    }
    guard !path.isEmpty else { throw CommandFailure("open : no such file or directory") }
    let content: [UInt8]
    do throws(SystemError) {
      content = try environment.files.read(environment.absolutePath(path))
    } catch {
      throw CommandFailure("open \(path): \(error.reason.lowercased())")
    }
    isTerminal = false
    let pieces = Pieces(content)
    next = { pieces.next() }
  }

  private final class Pieces: Sendable {
    private static let length = 64 * 1024
    private let content: [UInt8]
    private let position = Mutex(0)

    init(_ content: [UInt8]) {
      self.content = content
    }

    func next() -> [UInt8]? {
      position.withLock { position in
        guard position < content.count else { return nil }
        let end = min(position + Self.length, content.count)
        defer { position = end }
        return Array(content[position..<end])
      }
    }
  }
}
