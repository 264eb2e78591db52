import Basics
import Dispatch

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// An input that is a file of this process; reads block a thread of their own, never one of the pool.
struct FileInput: InputChannel {
  let descriptor: Int32
  private let queue = DispatchQueue(label: "docker.input")

  var isTerminal: Bool { isatty(descriptor) == 1 }

  func read() async -> [UInt8]? {
    await withCheckedContinuation { continuation in
      queue.async { [descriptor] in continuation.resume(returning: Self.next(from: descriptor)) }
    }
  }

  private static func next(from descriptor: Int32) -> [UInt8]? {
    let bytes = try? FileBytes.readSome(from: descriptor, path: "input")
    return bytes?.isEmpty == false ? bytes : nil
  }

  func raw<Result: Sendable>(_ body: () async throws -> Result) async rethrows -> Result {
    try await with({ unsafe cfmakeraw(&$0) }, body)
  }

  func silent<Result: Sendable>(_ body: () async throws -> Result) async rethrows -> Result {
    try await with({ $0.c_lflag &= ~tcflag_t(ECHO) }, body)
  }

  private func with<Result: Sendable>(
    _ change: (inout termios) -> Void, _ body: () async throws -> Result
  ) async rethrows -> Result {
    var before = termios()
    guard unsafe tcgetattr(descriptor, &before) == 0 else { return try await body() }
    var changed = before
    change(&changed)
    unsafe tcsetattr(descriptor, TCSANOW, &changed)
    defer {
      var restored = before
      unsafe tcsetattr(descriptor, TCSANOW, &restored)
    }
    return try await body()
  }
}
