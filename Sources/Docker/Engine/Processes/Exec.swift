import Basics
import Shell

/// A command that runs, ran, or is to run in a container beside its own program.
struct Exec: Sendable {
  let id: String
  let container: String
  let request: ExecRequest
  /// In the order of their creation, as an inspection of the container lists them.
  let number: Int
  var process: LiveChild?
  var isStarted = false
  var isRunning = false
  /// `nil` until it has ended.
  var exitCode: Int?
  var pid = 0
  var size = WindowSize(rows: 0, columns: 0)

  /// The document of `GET /exec/{id}/json`, its members in the order of the engine.
  var inspection: JSONValue {
    let words = request.command ?? []
    var process = JSONObject([
      ("tty", .bool(request.hasTerminal)), ("entrypoint", .string(words.first ?? "")),
      ("arguments", .array(words.dropFirst().map { .string($0) })),
      ("privileged", .bool(request.isPrivileged)),
    ])
    if !request.user.isEmpty { process["user"] = .string(request.user) }
    return [
      "ID": .string(id), "Running": .bool(isRunning),
      "ExitCode": exitCode.map { .number(String($0)) } ?? .null, "ProcessConfig": .object(process),
      "OpenStdin": .bool(request.attachesStdin), "OpenStderr": .bool(request.attachesStderr),
      "OpenStdout": .bool(request.attachesStdout), "CanRemove": .bool(false),
      "ContainerID": .string(container), "DetachKeys": .string(request.detachKeys),
      "Pid": .number(String(pid)),
    ]
  }
}
