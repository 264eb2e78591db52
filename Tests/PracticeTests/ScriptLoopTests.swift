import Shell
import Synchronization
import TestSupport
import Testing

@testable import Practice

@Suite struct ScriptLoopTests {
  /// Runs piped commands and tells what dojo heard of them.
  private func run(_ commands: String) async throws -> (heard: [PromptRequest], outcome: ChildOutcome) {
    let folder = try ScratchFolder()
    let channel = try PromptChannel(folder: folder.path)
    let script = try folder.write(ScriptLoop.text(channel: folder.path), to: "run.bash")
    let heard = Heard()
    let answering = Task { await channel.serve { heard.add($0) } }
    defer { answering.cancel() }
    let outcome = try await ChildCommand(
      "bash", [script], environment: ["PATH": "/usr/bin:/bin", "HOME": folder.path],
      workingDirectory: folder.path
    ).capture(input: .bytes(Array(commands.utf8)))
    return (heard.all, outcome)
  }

  @Test func `each command is told before and after, with its own status`() async throws {
    let (heard, outcome) = try await run("echo one\n\nfalse\n# a remark\necho two")
    #expect(
      heard == [
        .starting(command: "echo one"), .prompt(status: 0), .starting(command: "false"), .prompt(status: 1),
        .starting(command: "# a remark"), .prompt(status: 0), .starting(command: "echo two"),
        .prompt(status: 0),
      ])
    #expect(outcome.stdout == "one\ntwo\n")
    #expect(outcome.status == 0)
  }

  @Test(
    arguments: [
      ("for x in 1 2\ndo\n  echo $x\ndone\necho end\n", "1\n2\nend\n", 2),
      ("cat <<END\n$HOME is\n\nnot }\nEND\necho end\n", nil, 2),
      ("cat <<'END' | tr a-z A-Z\nx}y\nEND\n", "X}Y\n", 1),
      ("echo \"a\nb\"\necho 'c\nd'\n", "a\nb\nc\nd\n", 2),
      ("echo a \\\n  b\n", "a b\n", 1),
      ("cd /\nX=y\npwd\necho $X\n", "/\ny\n", 4),
      ("f() {\n  echo f$1\n}\nf 1\n", "f1\n", 2),
      ("cat\necho still here\n", "still here\n", 2),
    ] as [(String, String?, Int)])
  func `commands of several lines are one, and each leaves what it set to the next`(
    commands: String, output: String?, count: Int
  ) async throws {
    let (heard, outcome) = try await run(commands)
    #expect(heard.count == 2 * count)
    if let output { #expect(outcome.stdout == output) }
    #expect(outcome.stderr == "")
  }

  @Test func `a wrong command is bash's to complain about, and the next one runs`() async throws {
    let (heard, outcome) = try await run("echo )\necho fine\n")
    #expect(heard.count == 4)
    #expect(outcome.stdout == "fine\n")
    #expect(outcome.stderr.contains("syntax error"))
  }

  @Test func `exit ends the run with its status`() async throws {
    let (_, outcome) = try await run("echo one\nexit 7\necho two\n")
    #expect(outcome.stdout == "one\n")
    #expect(outcome.status == 7)
  }
}

/// What a script told, in order.
private final class Heard: Sendable {
  private let requests = Mutex<[PromptRequest]>([])

  var all: [PromptRequest] { requests.withLock { $0 } }

  func add(_ request: PromptRequest) -> String {
    requests.withLock { $0.append(request) }
    return ""
  }
}
