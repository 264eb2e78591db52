import Basics
import DockerAPI
import Shell

extension Machine {
  /// The processes of a container, in the columns of `ps -ef` or of `ps` with other options.
  ///
  /// - Throws: `EngineFault`: 404, 409 when it does not run, what `ps` says of its options, or a refusal where there is
  ///   no process.
  func top(_ name: String, options: String?) async throws(EngineFault) -> JSONValue {
    let container = try state.container(named: name)
    guard container.life.status.isActive else {
      throw .conflict("Container \(container.id) is not running")
    }
    guard container.life.status != .restarting else {
      throw .conflict("Container \(container.id) is restarting, wait until the container is running")
    }
    if let options, !["-ef", "ef"].contains(options) {
      guard let first = await firstProcess(of: container) else {
        throw refusal(Refusal.feature("docker top \(options)"))
      }
      let accounts = ComputerAccounts.read()
      let processes = RoomProcess.all(inRoomOf: first)
      let table = try await ProcessTable(options: options, processes: Set(processes.map(\.process)))
      let users = Dictionary(
        processes.map { ($0.process, accounts.column(of: $0.user)) },
        uniquingKeysWith: { first, _ in first })
      return table.naming(users).json
    }
    let titles = ["UID", "PID", "PPID", "C", "STIME", "TTY", "TIME", "CMD"]
    let rows = await processRows(of: container)
    return [
      "Processes": .array(rows.map { .array($0.map { .string($0) }) }),
      "Titles": .array(titles.map { .string($0) }),
    ]
  }

  /// The first process to be seen in a container: its own, or what stands in for one that this process plays.
  private func firstProcess(of container: Container) async -> Int32? {
    if let own = running[container.id]?.process?.process { return own }
    let wish = ProcessWish(user: "", folder: "", variables: [], hasTerminal: false)
    guard let prepared = try? await task(["sh"], in: container, wish, makesFolder: false) else { return nil }
    return await standIn(for: container, prepared)
  }

  private func processRows(of container: Container) async -> [[String]] {
    guard let first = await firstProcess(of: container) else { return [playedRow(of: container)] }
    let uptime = RoomProcess.uptime
    let accounts = ComputerAccounts.read()
    return RoomProcess.all(inRoomOf: first).map { process in
      let age = max(0, uptime - process.started)
      let share = age > 0 ? Int(process.processorSeconds * 100 / age) : 0
      return [
        accounts.column(of: process.user), "\(process.process)", "\(process.parent)", "\(share)",
        clock(now().advanced(by: .seconds(-age))), process.hasTerminal ? "pts/0" : "?",
        Self.duration(Int(process.processorSeconds)), process.command,
      ]
    }
  }

  /// A program that this process plays is one process to those who look.
  private func playedRow(of container: Container) -> [String] {
    let command = ([container.path] + container.arguments).joined(separator: " ")
    return [
      "root", "\(container.life.pid)", "\(container.life.pid - 1)", "0", clock(container.life.startedAt), "?",
      "00:00:00", command,
    ]
  }

  private func clock(_ time: Timestamp) -> String { String(time.text.dropFirst(11).prefix(5)) }

  private static func duration(_ seconds: Int) -> String {
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(two(seconds / 3_600)):\(two(seconds / 60 % 60)):\(two(seconds % 60))"
  }
}
