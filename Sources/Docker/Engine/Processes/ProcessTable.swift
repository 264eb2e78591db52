import Basics
import Shell

/// The lines of this computer's `ps` that are about some processes, as `docker top` shows them.
struct ProcessTable: Hashable {
  let titles: [String]
  var rows: [[String]]

  private var processColumn: Int { titles.firstIndex(of: "PID") ?? 0 }

  /// Runs `ps` with options.
  ///
  /// - Throws: `EngineFault` (500) with what `ps` says of them, or when its table does not tell processes apart.
  init(options: String, processes: Set<Int32>) async throws(EngineFault) {
    if let match = options.firstMatch(of: /(?:^|\s)([^\s]*)=\s*(PID[^\s]*)/) {
      throw .system("specifying \"\(match.1)=\(match.2)\" is not allowed")
    }
    let words = options.split(whereSeparator: \.isWhitespace).map(String.init)
    let outcome: ChildOutcome
    do {
      outcome = try await ChildCommand("ps", words, environment: ["PATH": "/usr/bin:/bin", "LC_ALL": "C"])
        .capture()
    } catch {
      throw .system("ps: \((error as? ChildFailure)?.reason ?? "\(error)")")
    }
    guard outcome.status == 0 else {
      let reason = outcome.stderr.split(separator: "\n").first ?? "exit status 1"
      throw .system("ps: \(reason)")
    }
    try self.init(parsing: outcome.stdout, processes: processes)
  }

  /// Reads what `ps` printed.
  ///
  /// - Throws: `EngineFault` (500) for a table without process numbers.
  init(parsing text: String, processes: Set<Int32>) throws(EngineFault) {
    let lines = text.split(separator: "\n")
    titles = lines.first.map { $0.split(separator: " ").map(String.init) } ?? []
    rows = []
    guard let column = titles.firstIndex(of: "PID") else {
      throw .system("Couldn't find PID field in ps output")
    }
    var isWanted = false
    for line in lines.dropFirst() {
      let fields = line.split(separator: " ").map(String.init)
      guard fields.count > column else { continue }
      // A thread stands below its process.
      if fields[column] != "-" {
        guard let process = Int32(fields[column]) else {
          throw .system("Unexpected pid '\(fields[column])'")
        }
        isWanted = processes.contains(process)
      }
      guard isWanted else { continue }
      rows.append(
        Array(fields.prefix(titles.count - 1)) + [fields.dropFirst(titles.count - 1).joined(separator: " ")])
    }
  }

  /// The same with users as the container knows them: outside all of them are whoever runs the machine.
  func naming(_ users: [Int32: String]) -> ProcessTable {
    var table = self
    for column in titles.indices where ["UID", "USER", "EUSER", "RUSER"].contains(titles[column]) {
      for row in rows.indices {
        if let process = Int32(rows[row][processColumn]), let user = users[process] {
          table.rows[row][column] = user
        }
      }
    }
    return table
  }

  var json: JSONValue {
    [
      "Processes": .array(rows.map { .array($0.map { .string($0) }) }),
      "Titles": .array(titles.map { .string($0) }),
    ]
  }
}
