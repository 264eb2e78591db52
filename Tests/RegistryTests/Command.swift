import Dispatch
import TestSupport

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A real client of registries, run to its end.
struct Command {
  let status: Int32
  /// What it printed, standard output and errors together.
  let output: String

  /// Whether a program is on the PATH of the test.
  static func exists(_ program: String) -> Bool {
    let path = unsafe getenv("PATH").map { unsafe String(cString: $0) } ?? ""
    return path.split(separator: ":").contains { unsafe access("\($0)/\(program)", X_OK) == 0 }
  }

  /// Runs `sh -c` on a thread of its own.
  static func shell(_ script: String, in folder: ScratchFolder) async -> Self {
    let log = "\(folder.path)/output-\(UInt32.random(in: 0 ... .max))"
    let whole = "cd \(folder.path) && { \(script)\n} >\(log) 2>&1"
    let status = await withCheckedContinuation { continuation in
      DispatchQueue(label: "command").async { continuation.resume(returning: spawn(whole)) }
    }
    return Self(status: status, output: text(of: log))
  }

  private static func spawn(_ script: String) -> Int32 {
    let words = ["sh", "-c", script]
    var arguments: [UnsafeMutablePointer<CChar>?] = unsafe words.map { (word: String) in unsafe strdup(word) }
    unsafe arguments.append(nil)
    defer { unsafe arguments.forEach { unsafe free($0) } }
    var process: pid_t = 0
    guard unsafe posix_spawn(&process, "/bin/sh", nil, nil, &arguments, environ) == 0 else { return -1 }
    var status: Int32 = 0
    while unsafe waitpid(process, &status, 0) < 0, errno == EINTR {}
    return status >> 8 & 0xFF
  }

  private static func text(of path: String) -> String {
    let descriptor = unsafe open(path, O_RDONLY)
    guard descriptor >= 0 else { return "" }
    defer { _ = close(descriptor) }
    var all: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65536)
    while case let count = unsafe read(descriptor, &buffer, buffer.count), count > 0 {
      all += buffer.prefix(count)
    }
    return String(decoding: all, as: UTF8.self)
  }
}
