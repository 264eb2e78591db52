import Basics
import DockerAPI
import EngineClient

/// Shows the messages of a pull or a push: line by line, or redrawn in place on a terminal.
struct ProgressDisplay {
  private let terminal: TerminalSize?
  /// The line on which each layer stands, counted from the first.
  private var lines: [String: Int] = [:]

  init(terminal: TerminalSize?) {
    self.terminal = terminal
  }

  /// Shows a whole stream.
  ///
  /// - Throws: `CommandFailure` with the error that the stream ends with.
  static func show(_ reply: inout EngineReply, on output: any OutputChannel) async throws {
    var display = Self(terminal: output.terminal)
    try await reply.forEachMessage { message in
      output.write(try display.text(of: try message.decoded()))
    }
  }

  /// What one message puts on the output.
  mutating func text(of message: ProgressMessage) throws(CommandFailure) -> String {
    guard message.aux == nil else { return "" }
    var text = ""
    var distance = 0
    if let id = message.id, message.progressDetail != nil || message.progress != nil {
      if lines[id] == nil {
        lines[id] = lines.count
        if terminal != nil { text += "\n" }
      }
      distance = lines.count - (lines[id] ?? 0)
      if terminal != nil { text += "\u{1B}[\(distance)A" }
    } else {
      // A line that belongs to no layer ends the block of lines that can be redrawn.
      lines = [:]
    }
    if let error = message.errorDetail?.message ?? message.error { throw CommandFailure(error) }
    text += line(message)
    if message.id != nil, terminal != nil, distance > 0 { text += "\u{1B}[\(distance)B" }
    return text
  }

  private func line(_ message: ProgressMessage) -> String {
    let id = message.id.map { "\($0): " } ?? ""
    let status = message.status ?? ""
    if let stream = message.stream { return id + stream }
    guard let detail = message.progressDetail else {
      return "\(id)\(status)\n"
    }
    let bar = ProgressBar(detail: detail, width: terminal?.columns ?? 200).text
    if terminal != nil { return "\u{1B}[2K\r\(id)\(status) \(bar)\r" }
    // Without a terminal only what is final is worth a line.
    return bar.isEmpty ? "\(id)\(status)\n" : ""
  }
}
