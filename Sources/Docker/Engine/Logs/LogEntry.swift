import Basics
import DockerAPI

/// The stream on which a program wrote; the raw value is the one of Docker's stream frames.
package enum OutputStream: UInt8, Sendable, Hashable {
  case standardOutput = 1
  case standardError = 2

  var name: String { self == .standardOutput ? "stdout" : "stderr" }
}

/// What a program wrote at once.
struct OutputPiece: Sendable, Hashable {
  let stream: OutputStream
  let bytes: [UInt8]
}

/// One line that a program wrote.
package struct LogEntry: Sendable, Hashable {
  package let time: Timestamp
  package let stream: OutputStream
  /// The line with its line end, if it had one.
  package let text: String

  /// One line of Docker's json-file form, with its line end.
  var fileLine: [UInt8] {
    let line: JSONValue = [
      "log": .string(text), "stream": .string(stream.name), "time": .string(time.text),
    ]
    return line.utf8() + [0x0A]
  }

  /// Reads one line of the json-file form; a line torn by a crash is `nil`.
  init?(fileLine: some Sequence<UInt8>) {
    guard let line = try? JSONValue(parsing: Array(fileLine)), let text = line["log"]?.string,
      let time = line["time"]?.string.flatMap({ Timestamp($0) })
    else { return nil }
    self.text = text
    self.time = time
    stream = line["stream"]?.string == "stderr" ? .standardError : .standardOutput
  }

  init(time: Timestamp, stream: OutputStream, text: String) {
    self.time = time
    self.stream = stream
    self.text = text
  }
}
