import Basics

/// Which part of a log is asked for.
package struct LogSelection: Sendable, Hashable {
  var includesOutput = true
  var includesErrors = true
  /// The number of newest lines; `nil` means all, as does any number below zero.
  var tail: Int?
  var since: Timestamp?
  var until: Timestamp?

  /// The lines that are asked for, in order.
  func apply(to entries: [LogEntry]) -> [LogEntry] {
    let matching = entries.filter(includes)
    guard let tail, tail >= 0 else { return matching }
    return Array(matching.suffix(tail))
  }

  func includes(_ stream: OutputStream) -> Bool {
    stream == .standardOutput ? includesOutput : includesErrors
  }

  func includes(_ entry: LogEntry) -> Bool {
    let wanted = entry.stream == .standardOutput ? includesOutput : includesErrors
    return wanted && since.map { entry.time >= $0 } ?? true && until.map { entry.time <= $0 } ?? true
  }
}
