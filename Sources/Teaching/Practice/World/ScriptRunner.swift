import Basics
import Checks
import Lessons
import Shell

/// Runs programs of a lesson's author with the machines' docker at hand; nothing of it reaches the journal.
struct ScriptRunner: Sendable {
  /// The learner's environment, as dojo was called with it.
  let environment: [String: String]
  /// The folder in which docker is a link to dojo.
  let links: String
  /// The longest that a program may take.
  var limit = Duration.seconds(30)

  /// Runs a command line; one that takes too long counts as failed.
  ///
  /// - Throws: `ChildFailure` when there is no bash.
  func run(_ call: ScriptCall, socket: String) async throws -> CommandOutcome {
    let path = (environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin").split(separator: ":").map(String.init)
    return try await run(
      call,
      in: plain.merging([
        "PATH": ([links] + path.filter { $0 != links }).joined(separator: ":"),
        "DOCKER_HOST": "unix://\(socket)",
      ]) { _, ours in ours })
  }

  /// Runs a command line that finds the learner's own docker; one that takes too long counts as failed.
  ///
  /// - Throws: `ChildFailure` when there is no bash.
  func run(_ call: ScriptCall, engine docker: OwnDocker) async throws -> CommandOutcome {
    try await run(call, in: docker.environment(adding: plain))
  }

  /// The learner's environment without what a surrounding sitting has put there.
  private var plain: [String: String] {
    environment.filter { !$0.key.hasPrefix("DOJO_") || $0.key == "DOJO_HOME" }
  }

  private func run(_ call: ScriptCall, in surroundings: [String: String]) async throws -> CommandOutcome {
    let bash = ChildCommand(
      "bash", ["-c", call.line], environment: surroundings,
      workingDirectory: call.folder.isEmpty ? nil : call.folder)
    return try await withThrowingTaskGroup(of: CommandOutcome.self) { group in
      group.addTask {
        let outcome = try await bash.capture(limit: 64 * 1024)
        return CommandOutcome(stdout: outcome.stdout, stderr: outcome.stderr, exit: outcome.status)
      }
      group.addTask { [limit] in
        try await Task.sleep(for: limit)
        return CommandOutcome(stderr: "no answer within \(limit)\n", exit: 124)
      }
      defer { group.cancelAll() }
      return try await group.next() ?? CommandOutcome(exit: 126)
    }
  }
}
