import Basics
import Shell
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite struct ChildCommandTests {
  private let environment = ["PATH": "/usr/bin:/bin"]

  @Test func `a child's streams and status come back apart`() async throws {
    let outcome = try await ChildCommand(
      "sh", ["-c", "cat; echo bad >&2; exit 3"], environment: environment
    ).capture(input: .bytes(Array("good".utf8)))
    #expect(outcome == ChildOutcome(termination: .exited(3), stdout: "good", stderr: "bad\n"))
  }

  @Test func `a child may end before it has read what it is given`() async throws {
    signal(SIGPIPE, SIG_IGN)
    let more = [UInt8](repeating: 0x78, count: 1 << 20)
    for _ in 0..<20 {
      let outcome = try await ChildCommand("sh", ["-c", "exit 3"], environment: environment)
        .capture(input: .bytes(more))
      #expect(outcome.status == 3)
    }
  }

  @Test func `output beyond the limit is cut and said to be cut`() async throws {
    let outcome = try await ChildCommand(
      "sh", ["-c", "head -c 100000 /dev/zero | tr '\\0' x"], environment: environment
    ).capture(limit: 1000)
    #expect(outcome.stdout.utf8.count == 1000)
    #expect(outcome.isTruncated)
    #expect(outcome.status == 0)
  }

  @Test func `a signal counts as 128 and its number`() async throws {
    let outcome = try await ChildCommand("sh", ["-c", "kill -9 $$"], environment: environment).capture()
    #expect(outcome.status == 137)
  }

  @Test func `nothing but the given environment reaches a child`() async throws {
    let outcome = try await ChildCommand("env", environment: environment).capture()
    #expect(outcome.stdout == "PATH=/usr/bin:/bin\n")
  }

  @Test func `a child works in the folder it was given`() async throws {
    let folder = try ScratchFolder()
    let outcome = try await ChildCommand(
      "pwd", ["-P"], environment: environment, workingDirectory: folder.path
    ).capture()
    #expect(outcome.stdout.hasSuffix("\(folder.path)\n"))
  }

  @Test func `a missing program is an error that names it`() async {
    await #expect {
      try await ChildCommand("no-such-tool", environment: environment).capture()
    } throws: { error in
      (error as? ChildFailure)?.summary.en.contains("no-such-tool") == true
    }
  }
}
