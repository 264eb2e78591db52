import Basics
import DockerAPI
import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What one container wrote: kept on disk in Docker's json-file form, and told to those who follow.
package final class LogStore: Sendable {
  private struct Followers {
    var ofLines = Listeners<LogEntry>()
    var attached = Listeners<OutputPiece>()
    /// Lines that a program has begun, by the stream.
    var begun: [OutputStream: [UInt8]] = [:]
  }

  /// How much of a line is kept together, as Docker does.
  private static let longestLine = 16 * 1024

  private let path: String?
  private let now: @Sendable () -> Timestamp
  private let followers = Mutex(Followers())

  /// Opens a store whose file, if it has one, is made with the first line.
  init(path: String?, now: @escaping @Sendable () -> Timestamp) {
    self.path = path
    self.now = now
  }

  /// How many follow it now.
  var followerCount: Int { followers.withLock { $0.ofLines.count + $0.attached.count } }

  /// Keeps a text, line by line.
  func append(_ text: String, to stream: OutputStream) throws(SystemError) {
    let entries = Self.lines(of: text).map { LogEntry(time: now(), stream: stream, text: $0) }
    try followers.withLock { (followers) throws(SystemError) in
      try write(entries.flatMap(\.fileLine))
      followers.attached.tell(OutputPiece(stream: stream, bytes: Array(text.utf8)))
      for entry in entries { followers.ofLines.tell(entry) }
    }
  }

  /// Takes what a process writes, in pieces of any size: who is attached gets them as they are, the log whole lines.
  func take(_ bytes: [UInt8], from stream: OutputStream) {
    followers.withLock { followers in
      followers.attached.tell(OutputPiece(stream: stream, bytes: bytes))
      var line = followers.begun[stream] ?? []
      var lines: [[UInt8]] = []
      for byte in bytes {
        line.append(byte)
        guard byte == 0x0A || line.count >= Self.longestLine else { continue }
        lines.append(line)
        line = []
      }
      followers.begun[stream] = line
      keep(lines, from: stream, &followers)
    }
  }

  /// Keeps whole lines; a disk that is full must not end the program that wrote them.
  private func keep(_ lines: [[UInt8]], from stream: OutputStream, _ followers: inout Followers) {
    guard !lines.isEmpty else { return }
    let entries = lines.map {
      LogEntry(time: now(), stream: stream, text: String(decoding: $0, as: UTF8.self))
    }
    try? write(entries.flatMap(\.fileLine))
    for entry in entries { followers.ofLines.tell(entry) }
  }

  /// All that is written from now on, as it is written.
  func attach() -> AsyncStream<OutputPiece> {
    followers.withLock { followers in
      followers.attached.add { [weak self] number in
        self?.followers.withLock { $0.attached.remove(number) }
      }
    }
  }

  /// The lines kept so far; none when the container never wrote.
  func entries(_ selection: LogSelection = LogSelection()) -> [LogEntry] {
    selection.apply(to: followers.withLock { _ in read() })
  }

  /// The lines so far, and a stream of all that come later; no line is lost or told twice.
  func follow(_ selection: LogSelection) -> (past: [LogEntry], future: AsyncStream<LogEntry>) {
    followers.withLock { followers in
      let stream = followers.ofLines.add { [weak self] number in
        self?.followers.withLock { $0.ofLines.remove(number) }
      }
      return (selection.apply(to: read()), stream)
    }
  }

  /// Tells those who follow that the program has ended.
  func finishFollowers() {
    let (ofLines, attached) = followers.withLock { followers in
      for stream in [OutputStream.standardOutput, .standardError] {
        guard let line = followers.begun[stream], !line.isEmpty else { continue }
        keep([line], from: stream, &followers)
      }
      followers.begun = [:]
      return (followers.ofLines, followers.attached)
    }
    ofLines.finish()
    attached.finish()
  }

  private func write(_ bytes: [UInt8]) throws(SystemError) {
    guard let path else { return }
    let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o640)
    guard descriptor >= 0 else { throw .last("open", path) }
    defer { _ = close(descriptor) }
    try AtomicFile.writeAll(bytes, to: descriptor, path: path)
  }

  private func read() -> [LogEntry] {
    guard let path, let bytes = try? FileBytes.read(path) else { return [] }
    return bytes.split(separator: 0x0A).compactMap(LogEntry.init(fileLine:))
  }

  /// The lines of a text, each with its line end.
  private static func lines(of text: String) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().compactMap { index, line in
      let isLast = line.endIndex == text.endIndex
      guard !isLast || !line.isEmpty else { return nil }
      return isLast ? String(line) : "\(line)\n"
    }
  }
}
