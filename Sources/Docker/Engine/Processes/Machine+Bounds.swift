import Shell

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Machine {
  private static let looksAtBounds = Duration.milliseconds(50)

  /// Keeps the processes of all containers within their bounds together: when they reach one, all are ended.
  func watchBounds() {
    guard case .available(_, let bounds) = processes, bounds.isWatched, boundsWatch == nil else { return }
    boundsWatch = Task { [weak self] in
      while !Task.isCancelled, let rooms = await self?.rooms, !rooms.isEmpty {
        if let kind = Self.reached(bounds, by: rooms, at: self?.folder.path) { await self?.endAll(kind) }
        try? await Task.sleep(for: Self.looksAtBounds)
      }
      await self?.stopWatchingBounds()
    }
  }

  /// What runs in containers, commands too: some of them have a room of their own.
  private var children: [LiveChild] {
    running.values.compactMap(\.process) + execs.values.filter { $0.exitCode == nil }.compactMap(\.process)
  }

  /// The first processes of the rooms that there are.
  private var rooms: [Int32] { children.compactMap(\.process) }

  private func stopWatchingBounds() {
    boundsWatch = nil
    // A container may have started since the last look.
    if !rooms.isEmpty { watchBounds() }
  }

  private static func reached(
    _ bounds: ContainerBounds, by rooms: [Int32], at path: String?
  ) -> ContainerBounds.Kind? {
    let members = rooms.flatMap(RoomProcess.all).map { ($0.process, $0) }
    // Commands in the room of a container are found with its own program too.
    let all = Dictionary(members) { first, _ in first }.values
    if let most = bounds.processes, all.reduce(0, { $0 + $1.threads }) > most { return .processes }
    if let most = bounds.memory, all.reduce(0, { $0 + $1.memory }) > most { return .memory }
    if let least = bounds.freeDisk, let path, freeDisk(at: path) < least { return .disk }
    return nil
  }

  private static func freeDisk(at path: String) -> Int {
    var status = statvfs()
    guard unsafe statvfs(path, &status) == 0 else { return .max }
    return Int(status.f_bavail) * Int(status.f_frsize)
  }

  private func endAll(_ kind: ContainerBounds.Kind) {
    reachedBound = reachedBound ?? kind
    for child in children { child.signal(SIGKILL) }
  }
}
