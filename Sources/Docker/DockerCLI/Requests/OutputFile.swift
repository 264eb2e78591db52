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
    if let path { try requirePlace(path, call.environment) }
    try await call.engine().withReply(to: request) { reply in
      try await reply.requireSuccess()
      guard let path else {
        while let piece = try await reply.nextBytes() { call.environment.output.write(piece) }
        return
      }
      try put(try await reply.allBytes(), at: path, call.environment)
    }
  }

  /// Docker looks at the place before it asks the engine.
  private func requirePlace(_ path: String, _ environment: CommandEnvironment) throws(CommandFailure) {
    let folder = Self.folder(of: path)
    guard folder == "." || environment.files.kind(of: environment.absolutePath(folder)) != nil else {
      throw CommandFailure("\(failure): invalid output path: stat \(folder): no such file or directory")
    }
    guard environment.files.kind(of: environment.absolutePath(path)) != .folder else {
      throw CommandFailure("\(failure): cannot write to a directory")
    }
  }

  private func put(
    _ bytes: [UInt8], at path: String, _ environment: CommandEnvironment
  ) throws(CommandFailure) {
    do throws(SystemError) {
      try environment.files.writePrivately(bytes, to: environment.absolutePath(path))
    } catch {
      throw CommandFailure("\(failure): \(path): \(error.reason.lowercased())")
    }
  }

  private static func folder(of path: String) -> String {
    path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
  }
}
