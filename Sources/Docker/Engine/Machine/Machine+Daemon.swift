import Basics
import DockerAPI

extension Machine {
  /// What the docker service is doing.
  package var daemonStatus: DaemonStatus {
    let record = state.daemon ?? DaemonRecord(since: now(), file: nil)
    return DaemonStatus(isRunning: record.isRunning, failure: record.failure, since: record.since)
  }

  /// What `journalctl -u docker` shows, oldest first.
  package var daemonLog: [DaemonLogLine] { state.daemon?.log?.all ?? [] }

  /// The machine's own `/etc/docker/daemon.json` as a file of this computer.
  package nonisolated var daemonFile: String { folder.daemonConfiguration }

  /// Stops the service and starts it again, as `systemctl restart docker` does: daemon.json is read anew, all
  /// containers end, and those start again whose restart rule says so.
  ///
  /// - Throws: `EngineFault` in dockerd's words for a file that it does not accept; nothing answers then.
  package func restartDaemon() async throws {
    try await stopDaemon()
    try await startDaemon()
  }

  /// Ends all containers and stops answering; nothing happens when that is so already.
  package func stopDaemon() async throws {
    guard daemonStatus.isRunning else { return }
    for container in state.containers where container.life.status.isActive {
      let wasStoppedByHand = container.isStoppedByHand
      _ = try? await stop(container.id, grace: .zero)
      // The service has ended it, not the learner: its restart rule still holds.
      try update(container.id) { $0.isStoppedByHand = wasStoppedByHand }
    }
    try changeDaemon { record, moment in
      record.isRunning = false
      record.failure = nil
      record.note(.stopped, at: moment)
    }
    await closeDoor()
  }

  /// Reads daemon.json and answers again; nothing happens when the service runs already.
  ///
  /// - Throws: `EngineFault` in dockerd's words for a file that it does not accept.
  package func startDaemon() async throws {
    guard !daemonStatus.isRunning else { return }
    do throws(EngineFault) {
      try adoptFile()
    } catch {
      let pid = newPID
      try changeDaemon { record, moment in
        record.failure = error.message
        record.pid = pid
        record.note(.failed(error.message), at: moment)
      }
      throw error
    }
    let pid = newPID
    try changeDaemon { record, moment in
      record.isRunning = true
      record.failure = nil
      record.pid = pid
      record.note(.started, at: moment)
    }
    try await openDoor()
    for container in state.containers where container.startsWithDaemon {
      // One whose port is taken now stays ended, with the reason in its state.
      _ = try? await start(container.id)
    }
  }

  /// Reads daemon.json again while everything goes on, as `systemctl reload docker` does.
  ///
  /// - Throws: `EngineFault` in dockerd's words for a file that it does not accept; what held before still holds.
  package func reloadDaemon() throws(EngineFault) {
    try adoptFile()
    let moment = now()
    try commit { (state) throws(EngineFault) in state.daemon?.note(.reloaded, at: moment) }
  }

  private var newPID: Int {
    var generator = chance
    return Int.random(in: 600...9_999, using: &generator)
  }

  private func adoptFile() throws(EngineFault) {
    let bytes = try folder.daemonFile()
    configuration = try DaemonConfiguration(parsing: bytes)
    let text = bytes.map { String(decoding: $0, as: UTF8.self) }
    let moment = now()
    try commit { (state) throws(EngineFault) in
      state.daemon = state.daemon ?? DaemonRecord(since: moment, file: nil)
      state.daemon?.file = text
    }
  }

  private func changeDaemon(_ change: (inout DaemonRecord, Timestamp) -> Void) throws(EngineFault) {
    let moment = now()
    var record = state.daemon ?? DaemonRecord(since: moment, file: nil)
    change(&record, moment)
    record.since = moment
    let changed = record
    try commit { (state) throws(EngineFault) in state.daemon = changed }
  }
}

extension Container {
  /// Whether the service starts it when it starts itself.
  fileprivate var startsWithDaemon: Bool {
    guard life.status == .exited else { return false }
    return switch restartRule {
    case .no: false
    case .always: true
    case .unlessStopped: !isStoppedByHand
    case .onFailure(let attempts): life.exitCode != 0 && (attempts == 0 || restartCount < attempts)
    }
  }
}
