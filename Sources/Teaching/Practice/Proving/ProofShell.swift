import Basics
import Lessons
import Shell

/// Runs command lines one by one as if they were typed into one shell for each machine.
///
/// Variables and the working folder live on from one line to the next, and can be brought back with the files.
struct ProofShell: Sendable {
  let room: ProofRoom
  /// The learner's environment, as dojo was called with it.
  let environment: [String: String]
  /// The longest that one line may take.
  let limit: Duration

  /// What came of a line.
  struct Ended: Sendable {
    let status: Int32
    let output: String
    let isOverdue: Bool
  }

  /// Runs a line in the shell of a place's machine.
  func run(_ line: String, at place: WorkPlace) async throws -> Ended {
    let state = "\(room.shells)/\(place.machine.id)"
    try Folders.create(state)
    let command = ChildCommand(
      "bash", ["-c", Self.script, "dojo", state, line],
      environment: place.environment(adding: environment), workingDirectory: room.home)
    let said = CappedText(limit: 16 * 1024)
    return try await withThrowingTaskGroup(of: Ended.self) { group in
      group.addTask {
        let ended = try await command.run {
          said.append($0)
        } onError: {
          said.append($0)
        }
        return Ended(status: ended.status, output: said.text, isOverdue: false)
      }
      group.addTask { [limit] in
        try await Task.sleep(for: limit)
        return Ended(status: 124, output: said.text, isOverdue: true)
      }
      defer { group.cancelAll() }
      return try await group.next() ?? Ended(status: 126, output: "", isOverdue: false)
    }
  }

  // Read-only variables cannot be set again, which bash says in vain.
  private static let script = #"""
    __dojo_state=$1 __dojo_line=$2
    shift 2
    [[ -f $__dojo_state/variables ]] && . "$__dojo_state/variables" 2>/dev/null
    [[ -f $__dojo_state/folder ]] && cd "$(<"$__dojo_state/folder")" 2>/dev/null
    trap '__dojo_status=$?; declare -p >"$__dojo_state/variables" 2>/dev/null
      pwd >"$__dojo_state/folder"; exit $__dojo_status' EXIT
    __dojo_line_now=$__dojo_line
    unset __dojo_line
    eval "$__dojo_line_now"
    """#
}
