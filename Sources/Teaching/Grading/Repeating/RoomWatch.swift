import Basics
import Shell

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

  /// What runs below the root, each with how far below it stands.
  func processes() -> [(status: ProcessStatus, depth: Int)] {
    let all = Folders.names(in: "/proc").compactMap { Int32($0) }.compactMap(ProcessStatus.init)
    let children = Dictionary(grouping: all, by: \.parent)
    var found: [(ProcessStatus, Int)] = []
    var generation = [root]
    var depth = 1
    while !generation.isEmpty, depth < 64 {
      let next = generation.flatMap { children[$0] ?? [] }
      found += next.map { ($0, depth) }
      generation = next.map(\.process)
      depth += 1
    }
    return found
  }

  /// Presses Ctrl-C: everything is interrupted but the shell that reads the submission, and what keeps the sandbox.
  func interrupt() {
    let shell = isSandboxed ? 2 : 0
    for (status, depth) in processes() where depth > shell { _ = kill(status.process, SIGINT) }
  }

  /// Ends everything at once.
  func end() {
    let below = isSandboxed ? [] : processes().map(\.status.process)
    for id in [root] + below { _ = kill(id, SIGKILL) }
  }
}
