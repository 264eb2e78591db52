import Basics
import Shell

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Machine {
  /// A look at their number costs little and comes often, for who starts others without end is fast; each tenth time
  /// everything is looked at.
  private static let counts = Duration.milliseconds(5)

  /// Keeps the processes of all containers within their bounds together: when they reach one, all are ended.
  func watchBounds() {
    guard case .available(_, let bounds) = processes, bounds.isWatched, boundsWatch == nil else { return }
    let path = folder.path
    boundsWatch = Task.detached(priority: .high) { [weak self] in
      while !Task.isCancelled, let children = await self?.children, !children.isEmpty {
        var kind = Self.reached(bounds, by: children.compactMap(\.process), at: path)
        for _ in 0..<10 where kind == nil {
          try? await Task.sleep(for: Self.counts)
          if Self.isCrowded(bounds) { kind = .processes }
        }
        guard let kind else { continue }
        for child in children { child.signal(SIGKILL) }
        await self?.note(kind)
      }
      await self?.stopWatchingBounds()
    }
  }

  /// What runs in containers, commands too: some of them have a room of their own.
  private var children: [LiveChild] {
    let all =
      running.values.compactMap(\.process) + standIns.values
      + execs.values.filter { $0.exitCode == nil }.compactMap(\.process)
    return all.filter { $0.process != nil }
  }

  private func note(_ kind: ContainerBounds.Kind) { reachedBound = reachedBound ?? kind }

  private func stopWatchingBounds() {
    boundsWatch = nil
    // A container may have started since the last look.
    if !children.isEmpty { watchBounds() }
  }

  private static func reached(
    _ bounds: ContainerBounds, by rooms: [Int32], at path: String
  ) -> ContainerBounds.Kind? {
    if isCrowded(bounds) { return .processes }
    let all = RoomProcess.statuses(inRoomsOf: rooms)
    if let most = bounds.processes, all.reduce(0, { $0 + $1.threads }) > most { return .processes }
    if let most = bounds.memory, all.reduce(0, { $0 + $1.memory }) > most { return .memory }
    if let least = bounds.freeDisk, freeDisk(at: path) < least { return .disk }
    return nil
  }

  /// Whether there are far too many, where only children of this process are to be seen at all.
  private static func isCrowded(_ bounds: ContainerBounds) -> Bool {
    guard let most = bounds.processes, bounds.confiner != nil else { return false }
    let digits = UInt8(ascii: "1")...UInt8(ascii: "9")
    return Folders.names(in: "/proc").count { $0.utf8.first.map(digits.contains) ?? false } > 3 * most
  }

  private static func freeDisk(at path: String) -> Int {
    var status = statvfs()
    guard unsafe statvfs(path, &status) == 0 else { return .max }
    return Int(status.f_bavail) * Int(status.f_frsize)
  }
}
