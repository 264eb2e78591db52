import Basics

/// What a machine's docker service is doing, as it outlives this process.
struct DaemonRecord: Codable, Sendable {
  var isRunning = true
  /// Why it could not be started last, in dockerd's words.
  var failure: String?
  /// What daemon.json said when the service was started; `nil` when there was none.
  var file: String?
  /// What it has said; absent in records of before.
  var log: DaemonLog?
  /// The number of its process, which is invented; absent in records of before.
  var pid: Int?
  private var moment: StoredTime

  init(since: Timestamp, file: [UInt8]?) {
    moment = StoredTime(since)
    pid = Self.firstPID
    self.file = file.map { String(decoding: $0, as: UTF8.self) }
    note(.started, at: since)
  }

  /// A machine's service starts with the machine.
  private static let firstPID = 612

  /// Writes down what happened to it.
  mutating func note(_ event: DaemonLog.Event, at moment: Timestamp) {
    var lines = log ?? DaemonLog()
    lines.note(event, pid: pid ?? 1, at: moment)
    log = lines
  }

  /// When it came to be so.
  var since: Timestamp {
    get { moment.time }
    set { moment = StoredTime(newValue) }
  }
}

/// What a machine's docker service is doing.
package struct DaemonStatus: Sendable, Hashable {
  package let isRunning: Bool
  /// Why it could not be started last, in dockerd's words; `nil` when nothing failed.
  package let failure: String?
  /// When it came to be so.
  package let since: Timestamp
}

extension MachineFolder {
  /// What stands in the machine's daemon.json; `nil` when there is none.
  ///
  /// - Throws: `EngineFault` in dockerd's words for a file that cannot be read.
  func daemonFile() throws(EngineFault) -> [UInt8]? {
    do throws(SystemError) {
      return try FileBytes.readIfPresent(daemonConfiguration)
    } catch {
      throw .system(
        "unable to configure the Docker daemon with file /etc/docker/daemon.json: "
          + "open /etc/docker/daemon.json: \(error.reason.lowercased())")
    }
  }

  /// Writes the daemon.json that a new machine starts with, unless there is nothing to say in it.
  func write(_ configuration: DaemonConfiguration) throws {
    guard let document = configuration.document else { return }
    try AtomicFile.write(document.utf8(.init(indent: 2)) + [0x0A], to: daemonConfiguration)
  }
}

extension Machine {
  /// Puts the machine's daemon.json there, or takes it away; the service reads it when it is started.
  package nonisolated func writeDaemonFile(_ bytes: [UInt8]?) throws {
    if let bytes { try AtomicFile.write(bytes, to: daemonFile) } else { Folders.remove(daemonFile) }
  }
}
