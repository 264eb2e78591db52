import Basics
import DockerCLI
import HTTPServer
import Lessons
import Practice
import Shell
import Synchronization
import TestSupport
import Testing

@testable import Grading

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The program that stands for docker, as a process of its own, against the grader's side of the door.
struct LinkProgramTests {
  private let folder: ScratchFolder
  private let environment: [String: String]

  init() throws {
    folder = try ScratchFolder()
    _ = try LinkFolder(at: "\(folder.path)/links", names: WorkPlace.linkedPrograms, program: Built.link)
    environment = [
      "PATH": "\(folder.path)/links:/usr/bin:/bin", "DOJO_DOOR": "\(folder.path)/door", "LANG": "C.UTF-8",
    ]
  }

  /// Runs `body` while the door is open.
  private func withDoor<Result: Sendable>(
    mostCalls: Int = 64, perform: @escaping CallDoor.Perform, _ body: () async throws -> Result
  ) async throws -> Result {
    let loops = ServerLoops()
    let door = try await CallDoor.open(
      at: "\(folder.path)/door", startMachine: "host", on: loops, mostCalls: mostCalls, perform: perform)
    do {
      let result = try await body()
      await door.close()
      await loops.shutdown()
      return result
    } catch {
      await door.close()
      await loops.shutdown()
      throw error
    }
  }

  private func bash(_ script: String, adding: [String: String] = [:]) async throws -> ChildOutcome {
    try await ChildCommand(
      "bash", ["-c", script], environment: environment.merging(adding) { $1 }, workingDirectory: folder.path
    ).capture()
  }

  /// What the grader is told by one script.
  private func calls(_ script: String, adding: [String: String] = [:]) async throws -> [LinkedCall] {
    let seen = Mutex<[LinkedCall]>([])
    _ = try await withDoor { call, _ in
      seen.withLock { $0.append(call) }
      return 0
    } _: {
      try await bash(script, adding: adding)
    }
    return seen.withLock { $0 }
  }

  @Test func `both outputs arrive apart, in order and whole, and the exit code is the grader's`() async throws
  {
    let outcome = try await withDoor { _, streams in
      for number in 0..<300 {
        streams.write(Array("line \(number)\n".utf8), isError: false)
        streams.write(Array("!".utf8), isError: true)
      }
      streams.write([UInt8](repeating: UInt8(ascii: "x"), count: 200_000), isError: false)
      return 42
    } _: {
      try await bash("docker ps")
    }
    #expect(outcome.status == 42)
    #expect(outcome.stderr == String(repeating: "!", count: 300))
    #expect(outcome.stdout.hasPrefix("line 0\nline 1\n"))
    #expect(outcome.stdout.hasSuffix(String(repeating: "x", count: 200_000)))
  }

  @Test func `folder, machine, arguments and variables are told, but not those that change programs`()
    async throws
  {
    let script =
      "cd links; docker run 'a b' ''; dojo shell other -- curl -s x; sudo -E -n docker ps; /usr/bin/env docker"
    let calls = try await calls(
      script, adding: ["MARK": "x y", "LD_LIBRARY_PATH": "/nowhere", "BASH_ENV": "/dev/null"])
    #expect(
      calls.map(\.argv) == [
        ["docker", "run", "a b", ""], ["curl", "-s", "x"], ["docker", "ps"], ["docker"],
      ])
    #expect(calls.map(\.machine) == ["host", "other", "host", "host"])
    #expect(calls.allSatisfy { $0.folder.hasSuffix("\(folder.path)/links") && !$0.isInBackground })
    #expect(calls.allSatisfy { $0.environment["MARK"] == "x y" && $0.environment["LD_LIBRARY_PATH"] == nil })
    #expect(calls.allSatisfy { $0.environment["BASH_ENV"] == nil })
  }

  @Test func `a job in the background is told to be one`() async throws {
    #expect(try await calls("docker run & wait; docker ps").map(\.isInBackground) == [true, false])
  }

  @Test func `input is read only when it is asked for`() async throws {
    let outcome = try await withDoor { call, streams in
      guard call.arguments == ["read"] else { return 0 }
      while let piece = await streams.read() { streams.write(piece, isError: false) }
      streams.write(Array("end".utf8), isError: false)
      return 0
    } _: {
      try await bash("printf kept | { docker leave; cat; }; printf ' given ' | docker read")
    }
    #expect(outcome.stdout == "kept given end")
  }

  @Test(arguments: [(SIGINT, ForwardedSignal.interrupt), (SIGTERM, .terminate), (SIGHUP, .hangUp)])
  func `a signal to the program is one to the grader's docker`(number: Int32, signal: ForwardedSignal)
    async throws
  {
    let status = try await withDoor { _, streams in
      streams.write(Array("ready".utf8), isError: false)
      return await streams.arriving.first { _ in true } == signal ? 9 : 1
    } _: {
      try await ChildCommand("docker", ["run"], environment: environment).converse { child in
        try await child.forEachOutput { _ in _ = kill(child.process, number) }
      }.termination.status
    }
    #expect(status == 9)
  }

  @Test(.timeLimit(.minutes(1)))
  func `when the program is killed, what it asked for is called off`() async throws {
    let (endings, ending) = AsyncStream<Bool>.makeStream()
    try await withDoor { _, streams in
      streams.write(Array("ready".utf8), isError: false)
      for await _ in AsyncStream<Never>.makeStream().stream {}
      ending.yield(Task.isCancelled)
      return 0
    } _: {
      _ = try await ChildCommand("docker", ["run"], environment: environment).converse { child in
        try await child.forEachOutput { _ in _ = kill(child.process, SIGKILL) }
      }
      #expect(await endings.first { _ in true } == true)
    }
  }

  @Test func `too many commands at once are turned away, and there is room again afterwards`() async throws {
    let outcome = try await withDoor(mostCalls: 1) { call, streams in
      guard call.arguments == ["first"] else { return 0 }
      streams.write(Array("in\n".utf8), isError: false)
      _ = await streams.read()
      return 0
    } _: {
      try await bash(
        """
        mkfifo told; exec 3<>told
        coproc docker first; read -r line <&"${COPROC[0]}"
        docker second; echo "second $?"
        eval "exec ${COPROC[1]}>&-"; wait
        docker third; echo "third $?"
        """)
    }
    #expect(outcome.stdout == "second 126\nthird 0\n", "\(outcome.stderr)")
    #expect(outcome.stderr.contains("no way to the grader"))
  }

  @Test func `a call that is too long is refused without being made`() async throws {
    let outcome = try await bash(
      "printf -v a %0100000d 0; docker $a $a $a $a $a $a $a $a $a $a $a")
    #expect(outcome.status == 126)
    #expect(outcome.stderr.contains("docker: Argument list too long"))
  }

  @Test func `without a grader the program says so, and what sudo cannot find is not found`() async throws {
    let outcome = try await bash("docker ps; echo $?; sudo no-such-program; echo $?")
    #expect(outcome.stdout == "126\n127\n")
    #expect(outcome.stderr.contains("no way to the grader"))
    #expect(outcome.stderr.contains("no-such-program: command not found"))
  }

  @Test func `whoever speaks otherwise at the door is answered 400`() async throws {
    let outcome = try await withDoor { _, _ in
      0
    } _: {
      try await bash(
        "curl() { command /usr/bin/curl -s --unix-socket door \"$@\"; }; curl http://x/call -d x; curl http://x/"
      )
    }
    #expect(outcome.stdout == "not a call\nnot a call\n")
  }
}
