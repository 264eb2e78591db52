import Basics
import DockerAPI
import EngineClient
import Synchronization

/// What a command sends to the engine: the bytes of a file, or standard input.
struct UploadInput: Sendable {
  /// Whether somebody would have to type it.
  let isTerminal: Bool
  /// The next piece; `nil` at the end.
  let next: @Sendable () async throws -> [UInt8]?

  /// Why the bytes cannot be read, told once the engine is asked; a folder can be opened.
  private let folder: String?

  /// - Throws: `CommandFailure` in docker's words for a file that cannot be read.
  init(_ path: String?, _ environment: CommandEnvironment) throws(CommandFailure) {
    guard let path else {
      folder = nil
      isTerminal = environment.input.isTerminal
      next = { [input = environment.input] in await input.read() }
      return
    }
    guard !path.isEmpty else { throw CommandFailure("open : no such file or directory") }
    guard environment.files.kind(of: environment.absolutePath(path)) != .folder else {
      (folder, isTerminal, next) = (path, false, { nil })
      return
    }
    folder = nil
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

  /// Refuses a folder, in the words of a request that broke off.
  func requireFile(for request: EngineRequest, to engine: EngineClient) throws(CommandFailure) {
    guard let folder else { return }
    let host =
      switch engine.endpoint {
      case .unix(let path): PathEscaping.host(path)
      case .tcp: String(engine.endpoint.description.dropFirst("tcp://".count))
      }
    let target = request.target(version: engine.version?.description)
    throw CommandFailure(
      "error during connect: Post \"http://\(host)\(target)\": read \(folder): is a directory")
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
