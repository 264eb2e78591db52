import Basics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The processes of a submission, as the grader sees them from outside.
///
/// `/proc` is the grader's own, so nothing but its children is in it. On systems without `/proc` there is no sandbox
/// either, and only the shell itself is known.
struct RoomWatch: Sendable {
  /// The process that the grader started: bubblewrap, or the shell itself.
  let root: Int32
  let isSandboxed: Bool

  struct Process: Sendable, Equatable {
    let id: Int32
    let parent: Int32
    /// Bytes of memory in use.
    let memory: Int
  }

  /// What runs below the root, each with how far below it stands.
  func processes() -> [(process: Process, depth: Int)] {
    let all = Folders.names(in: "/proc").compactMap { Int32($0) }.compactMap(Self.process)
    let children = Dictionary(grouping: all, by: \.parent)
    var found: [(Process, Int)] = []
    var generation = [root]
    var depth = 1
    while !generation.isEmpty, depth < 64 {
      let next = generation.flatMap { children[$0] ?? [] }
      found += next.map { ($0, depth) }
      generation = next.map(\.id)
      depth += 1
    }
    return found
  }

  /// Presses Ctrl-C: everything is interrupted but the shell that reads the submission, and what keeps the sandbox.
  func interrupt() {
    let shell = isSandboxed ? 2 : 0
    for (process, depth) in processes() where depth > shell { _ = kill(process.id, SIGINT) }
  }

  /// Ends everything at once.
  func end() {
    let below = isSandboxed ? [] : processes().map(\.process.id)
    for id in [root] + below { _ = kill(id, SIGKILL) }
  }

  private static func process(_ id: Int32) -> Process? {
    guard let bytes = try? FileBytes.read("/proc/\(id)/stat") else { return nil }
    // The program's name may hold anything, so the fields are counted from the last parenthesis.
    guard let end = bytes.lastIndex(of: UInt8(ascii: ")")) else { return nil }
    let fields = bytes[(end + 1)...].split(separator: UInt8(ascii: " ")).map {
      String(decoding: $0, as: UTF8.self)
    }
    guard fields.count > 21, let parent = Int32(fields[1]), let pages = Int(fields[21]) else { return nil }
    return Process(id: id, parent: parent, memory: pages * 4096)
  }
}
