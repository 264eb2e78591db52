import Basics
import EngineClient

/// Where a command puts what the engine sends: the file of `-o`, or standard output.
struct OutputFile: Sendable {
  private let path: String?
  private let failure: String

  /// - Parameters:
  ///   - path: The file as it was typed; `nil` for standard output.
  ///   - failure: How docker begins its complaint about a file that cannot be.
  init(_ path: String?, failure: String) {
    self.path = path
    self.failure = failure
  }

  /// Sends a request and keeps the body of its reply.
  func receive(_ request: EngineRequest, _ call: Invocation) async throws {
    try await call.engine().withReply(to: request) { reply in
      try await reply.requireSuccess()
      guard let path else {
        while let piece = try await reply.nextBytes() { call.environment.output.write(piece) }
        return
      }
      try put(try await reply.allBytes(), at: path, call.environment)
    }
  }

  private func put(
    _ bytes: [UInt8], at path: String, _ environment: CommandEnvironment
  ) throws(CommandFailure) {
    do throws(SystemError) {
      try environment.files.writePrivately(bytes, to: environment.absolutePath(path))
    } catch {
      guard error.code == SystemCode.noSuchFile else {
        throw CommandFailure("\(failure): \(path): \(error.reason.lowercased())")
      }
      throw CommandFailure(
        "\(failure): invalid output path: directory \(GoText.quoted(Self.folder(of: path))) does not exist")
    }
  }

  private static func folder(of path: String) -> String {
    path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
  }
}
