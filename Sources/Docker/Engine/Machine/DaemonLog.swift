import Basics

/// What a machine's docker service, and systemd about it, have said: what `journalctl -u docker` shows.
struct DaemonLog: Codable, Hashable, Sendable {
  private var lines: [DaemonLogLine] = []

  private static let linesKept = 200

  enum Event {
    case started, stopped, reloaded
    /// dockerd has refused to start, in these words.
    case failed(String)
  }

  /// Takes in what happened, in the words of systemd and dockerd 20.10.
  mutating func note(_ event: Event, pid: Int, at moment: Timestamp) {
    let unit = "docker.service - Docker Application Container Engine"
    func systemd(_ text: String) { lines.append(DaemonLogLine(moment, "systemd[1]", text)) }
    func daemon(_ text: String) { lines.append(DaemonLogLine(moment, "dockerd[\(pid)]", text)) }
    func info(_ text: String) {
      daemon("time=\"\(moment.text)\" level=info msg=\"\(text)\"")
    }
    switch event {
    case .started:
      systemd("Starting \(unit)...")
      info("Starting up")
      info("Loading containers: start.")
      info("Loading containers: done.")
      info("Daemon has completed initialization")
      systemd("Started \(unit).")
      info("API listen on /run/docker.sock")
    case .stopped:
      systemd("Stopping \(unit)...")
      info("Processing signal 'terminated'")
      info("Daemon shutdown complete")
      systemd("docker.service: Deactivated successfully.")
      systemd("Stopped \(unit).")
    case .failed(let reason):
      systemd("Starting \(unit)...")
      daemon(reason)
      systemd("docker.service: Main process exited, code=exited, status=1/FAILURE")
      systemd("docker.service: Failed with result 'exit-code'.")
      systemd("Failed to start \(unit).")
    case .reloaded:
      systemd("Reloading \(unit)...")
      info("Got signal to reload configuration from file: /etc/docker/daemon.json")
      systemd("Reloaded \(unit).")
    }
    lines = lines.suffix(Self.linesKept)
  }

  /// All that is kept, oldest first.
  var all: [DaemonLogLine] { lines }
}

/// A line of a journal.
package struct DaemonLogLine: Codable, Hashable, Sendable {
  private let moment: StoredTime
  /// The program and its process: `systemd[1]`.
  package let source: String
  package let text: String

  init(_ moment: Timestamp, _ source: String, _ text: String) {
    self.moment = StoredTime(moment)
    self.source = source
    self.text = text
  }

  package var time: Timestamp { moment.time }
}
