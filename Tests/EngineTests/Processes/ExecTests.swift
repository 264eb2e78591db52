import Basics
import DockerAPI
import Shell
import Synchronization
import TestSupport
import Testing

@testable import Engine

@Suite(
  .enabled(if: RealProcesses.arePossible, "\(RealProcesses.reason)"),
  .enabled(if: RealDocker.isInstalled, "the real docker CLI is not installed"))
struct `Docker's own command and processes` {
  @Test func `runs a command in a container that runs, beside its own program`() async throws {
    try await NeighbourhoodFixture.with { lab in
      _ = try await lab.docker("run", "-d", "--name", "box", "alpine", "sleep", "600")
      let list = try await lab.docker("exec", "box", "sh", "-c", "ps | grep -c '[s]leep 600'; exit 7")
      #expect(list.stdout == "1\n", "\(list)")
      #expect(list.status == 7)
      let told = try await lab.docker("exec", "-e", "A=b", "-w", "/tmp", "box", "sh", "-c", "echo $A; pwd")
      #expect(told.stdout == "b\n/tmp\n")
      #expect(try await lab.docker("exec", "-u", "nobody", "box", "id", "-u").stdout == "65534\n")
      #expect(try await lab.docker("exec", "-d", "box", "touch", "/tmp/x").status == 0)
      #expect(try await lab.wait { try await lab.docker("exec", "box", "ls", "/tmp").stdout == "x\n" })
      let missing = try await lab.docker("exec", "box", "nosuch")
      #expect(missing.status == 126)
      #expect(
        missing.stdout
          == "OCI runtime exec failed: exec failed: unable to start container process: "
          + "exec: \"nosuch\": executable file not found in $PATH: unknown\r\n")
      let host = try await lab.docker("exec", "box", "cat", "/etc/hostname")
      let id = try await lab.docker("inspect", "-f", "{{.Id}}", "box").stdout
      #expect(host.stdout == "\(id.prefix(12))\n")
    }
  }

  @Test func `hands over what is piped in, byte for byte`() async throws {
    try await NeighbourhoodFixture.with { lab in
      _ = try await lab.docker("run", "-d", "--name", "box", "alpine", "sleep", "600")
      var bytes = (0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 / 256) }
      bytes.append(0)
      for words in [["exec", "-i", "box", "cat"], ["run", "-i", "--rm", "alpine", "cat"]] {
        let collected = Collected()
        let end = try await ChildCommand(RealDocker.path, words, environment: lab.environment())
          .run(input: .bytes(bytes), onOutput: { collected.add($0) }, onError: { _ in })
        #expect(end.status == 0)
        #expect(collected.all == bytes, "\(words): \(collected.all.count)")
      }
    }
  }

  @Test func `execs in a container whose program this process plays`() async throws {
    try await NeighbourhoodFixture.with { lab in
      _ = try await lab.docker("run", "-d", "--name", "web", "nginx:1.19.2")
      #expect(
        try await lab.docker("exec", "web", "ls", "/usr/share/nginx/html").stdout.contains("index.html\n"))
      _ = try await lab.docker("stop", "web")
      let stopped = try await lab.docker("exec", "web", "ls")
      #expect(stopped.status == 1)
      #expect(stopped.stderr.hasSuffix("is not running\n"))
    }
  }

  @Test func `types at a shell on a terminal, with its size, Ctrl-C and Ctrl-D`() async throws {
    try await NeighbourhoodFixture.with { lab in
      let terminal = try TerminalSession(
        RealDocker.path, ["run", "-it", "--name", "box", "alpine"], environment: lab.environment(),
        columns: 91, rows: 33)
      try await terminal.wait(for: "/ # ")
      try await terminal.press("stty size\r", until: "33 91")
      terminal.resize(columns: 70, rows: 20)
      try await terminal.press("stty size\r", until: "20 70")
      terminal.send("sleep 600\r")
      // A key that is pressed before the program has the terminal goes to the shell, which waits on for its program.
      #expect(try await lab.wait { try await lab.docker("top", "box").stdout.contains(" sleep 600") })
      try await terminal.press("\u{3}", until: "^C")
      terminal.send("echo $((6*7)) > /proof; cat /proof\r")
      // While `cat` runs the terminal is cooked: an end of input typed then is gone once the shell takes it again.
      try await terminal.wait(for: "\n42\n/ # ")
      terminal.send("\u{4}")
      #expect(try await terminal.waitForEnd() == 0)
      #expect(try await lab.docker("inspect", "-f", "{{.State.Status}}", "box").stdout == "exited\n")
    }
  }

  @Test func `leaves a terminal with Ctrl-P Ctrl-Q, and comes back to it`() async throws {
    try await NeighbourhoodFixture.with { lab in
      let terminal = try TerminalSession(
        RealDocker.path, ["run", "-it", "--name", "box", "alpine", "sh"], environment: lab.environment())
      try await terminal.wait(for: "/ # ")
      terminal.send("\u{10}\u{11}")
      #expect(try await terminal.waitForEnd() == 0)
      #expect(try await lab.docker("inspect", "-f", "{{.State.Running}}", "box").stdout == "true\n")
      let back = try TerminalSession(RealDocker.path, ["attach", "box"], environment: lab.environment())
      try await back.press("\r", until: "/ # ")
      back.send("exit 4\r")
      #expect(try await back.waitForEnd() == 4)
      let inside = try await lab.docker("run", "-d", "--name", "other", "alpine", "sleep", "600")
      #expect(inside.status == 0)
      let exec = try TerminalSession(
        RealDocker.path, ["exec", "-it", "other", "sh"], environment: lab.environment())
      try await exec.wait(for: "/ # ")
      exec.send("exit 3\r")
      #expect(try await exec.waitForEnd() == 3)
    }
  }

  @Test func `shows, copies, compares, exports and commits what a container holds`() async throws {
    try await NeighbourhoodFixture.with { lab in
      let script = "echo made > /made; rm /etc/alpine-release; sleep 600"
      _ = try await lab.docker("run", "-d", "--name", "box", "alpine", "sh", "-c", script)
      #expect(
        try await lab.wait { try await lab.docker("exec", "box", "ls", "/etc/alpine-release").status == 1 })
      let top = try await lab.docker("top", "box")
      #expect(top.stdout.hasPrefix("UID                 PID                 PPID "), "\(top)")
      #expect(top.stdout.contains("sleep 600"))
      #expect(try await lab.docker("diff", "box").stdout == "C /etc\nD /etc/alpine-release\nA /made\n")
      let folder = try ScratchFolder()
      try AtomicFile.write(Array("in\n".utf8), to: "\(folder.path)/in")
      #expect(try await lab.docker("cp", "\(folder.path)/in", "box:/root/renamed").status == 0)
      #expect(try await lab.docker("exec", "box", "cat", "/root/renamed").stdout == "in\n")
      #expect(try await lab.docker("cp", "box:/made", folder.path).status == 0)
      let made = try FileBytes.read("\(folder.path)/made")
      #expect(made == Array("made\n".utf8))
      let none = try await lab.docker("cp", "box:/nosuch", ".")
      #expect(
        none.stderr == "Error response from daemon: Could not find the file /nosuch in container box\n")
      #expect(try await lab.docker("export", "-o", "\(folder.path)/all.tar", "box").status == 0)
      let archive = try FileBytes.read("\(folder.path)/all.tar")
      let names = try ArchiveContent.members(archive).map(\.member.path)
      #expect(
        names.contains("made") && names.contains("root/renamed") && !names.contains("etc/alpine-release"))
      let commit = try await lab.docker(
        "commit", "-m", "why", "-c", "CMD [\"cat\", \"/made\"]", "box", "own:1")
      #expect(commit.stdout.hasPrefix("sha256:"), "\(commit)")
      #expect(try await lab.docker("run", "--rm", "own:1").stdout == "made\n")
      let gone = try await lab.docker("run", "--rm", "own:1", "ls", "/etc/alpine-release")
      #expect(gone.status == 1)
      #expect(try await lab.docker("history", "own:1", "--format", "{{.Comment}}").stdout.hasPrefix("why\n"))
    }
  }

  @Test func `a committed image travels through a registry and runs elsewhere`() async throws {
    try await NeighbourhoodFixture.with { lab in
      _ = try await lab.docker("run", "-d", "-p", "5000:5000", "registry:2.7.1")
      _ = try await lab.docker("run", "--name", "box", "alpine", "sh", "-c", "echo travelled > /file")
      _ = try await lab.docker("commit", "box", "localhost:5000/own:1")
      #expect(try await lab.docker("push", "localhost:5000/own:1").status == 0)
      _ = try await lab.docker("rm", "box")
      #expect(try await lab.docker("rmi", "localhost:5000/own:1").status == 0)
      let run = try await lab.docker("run", "--rm", "localhost:5000/own:1", "cat", "/file")
      #expect(run.stdout == "travelled\n", "\(run)")
    }
  }
}

/// Bytes as they come.
private final class Collected: Sendable {
  private let bytes = Mutex<[UInt8]>([])
  var all: [UInt8] { bytes.withLock { $0 } }
  func add(_ more: [UInt8]) { bytes.withLock { $0 += more } }
}
