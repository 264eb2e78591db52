import Basics

extension JournalEntry {
  /// The entry as one line: `{"at": …, "event": "command", …}`, without its newline.
  package func line() throws -> [UInt8] {
    let (name, payload) = try event.encoded()
    let head: [(String, JSONValue)] = [("at", .number("\(time)")), ("event", .string(name))]
    let members = (payload.object ?? JSONObject()).members.map { ($0.key, $0.value) }
    return JSONValue.object(JSONObject(head + members)).utf8()
  }

  /// Reads one line; `nil` for anything that no dojo wrote.
  package init?(line: some Collection<UInt8>) {
    guard let json = try? JSONValue(parsing: line), let time = json["at"]?.int,
      let name = json["event"]?.string, let event = try? JournalEvent(name: name, payload: json)
    else { return nil }
    self.init(time: Int64(time), event: event)
  }
}

extension JournalEvent {
  fileprivate func encoded() throws -> (name: String, payload: JSONValue) {
    switch self {
    case .sittingStarted(let start): ("sitting-started", try JSONValue(encoding: start))
    case .sittingEnded: ("sitting-ended", [:])
    case .command(let command): ("command", try JSONValue(encoding: command))
    case .assessed(let assessment): ("assessed", ["assessment": try JSONValue(encoding: assessment)])
    case .passed(let pass): ("passed", try JSONValue(encoding: pass))
    case .hintShown(let hint): ("hint-shown", try JSONValue(encoding: hint))
    case .solutionShown(let step): ("solution-shown", try JSONValue(encoding: step))
    case .reset(let reset): ("reset", try JSONValue(encoding: reset))
    case .fileChanged(let file): ("file", try JSONValue(encoding: file))
    }
  }

  fileprivate init?(name: String, payload: JSONValue) throws {
    switch name {
    case "sitting-started": self = .sittingStarted(try payload.decoded())
    case "sitting-ended": self = .sittingEnded
    case "command": self = .command(try payload.decoded())
    case "assessed": self = .assessed(try (payload["assessment"] ?? .null).decoded())
    case "passed": self = .passed(try payload.decoded())
    case "hint-shown": self = .hintShown(try payload.decoded())
    case "solution-shown": self = .solutionShown(try payload.decoded())
    case "reset": self = .reset(try payload.decoded())
    case "file": self = .fileChanged(try payload.decoded())
    default: return nil
    }
  }
}
