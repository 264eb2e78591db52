import Basics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension ChildCommand {
  /// Runs the child in the place of this process: the terminal is the child's, and so are requests to end.
  ///
  /// SIGHUP and SIGTERM are handed to processes `depth` generations below this one, where 1 is the child itself: what
  /// stands between, such as a sandbox that is being kept, is passed over.
  package func runInPlace(depth: Int) async throws -> Termination {
    let kept = [SIGINT, SIGQUIT].map { ($0, SignalDisposition.ignore($0)) }
    defer { for (signal, disposition) in kept { disposition.restore(signal) } }
    return try await withThrowingTaskGroup(of: Termination?.self) { group in
      group.addTask {
        while !Task.isCancelled {
          guard let signal = await HangUp.next() else { break }
          for process in Offspring.of(getpid(), depth: depth) { _ = kill(process, signal) }
        }
        return nil
      }
      group.addTask {
        guard let terminal = ControllingTerminal() else { return try await runInherited() }
        return try await terminal.lend { try await runInherited() }
      }
      defer { group.cancelAll() }
      while let finished = try await group.next() {
        if let finished { return finished }
      }
      return .exited(0)
    }
  }
}

/// Requests to end, for a process that was started to ignore them.
package enum EndRequests {
  /// Lets SIGHUP and SIGTERM end this process again.
  package static func heed() {
    for number in [SIGHUP, SIGTERM] { signal(number, SIG_DFL) }
  }
}

/// The processes that stem from a process (proc(5)); none where there is no `/proc`.
package enum Offspring {
  /// Those that are exactly so many generations below.
  package static func of(_ process: Int32, depth: Int) -> [Int32] {
    let all = Folders.names(in: "/proc").compactMap { Int32($0) }.compactMap { process in
      ProcessStatus(process).map { (process, $0.parent) }
    }
    return (0..<depth).reduce([process]) { generation, _ in
      all.filter { generation.contains($0.1) }.map(\.0)
    }
  }
}
