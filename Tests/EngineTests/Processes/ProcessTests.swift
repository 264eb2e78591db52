import Basics
import DockerAPI
import Shell
import TestSupport
import Testing

@testable import Engine

/// What keeps this computer from running the processes of containers.
enum RealProcesses {
  static let arePossible = ProcessSupport.found().isAvailable
  static let reason = "the packages bubblewrap and busybox-static are not installed"
}

@Suite(.enabled(if: RealProcesses.arePossible, "\(RealProcesses.reason)"))
struct `A process in a container` {
  /// Runs a command to its end.
  private static func run(
    _ words: [String], in lab: NeighbourhoodFixture,
    _ change: (inout ContainerConfig, inout HostConfig) -> Void = { _, _ in }
  ) async throws -> (code: Int, text: String, id: String) {
    let id = try await lab.host.create(.of("alpine", words, change), name: nil)
    let replies = try await lab.host.wait(for: id, until: .nextExit)
    _ = try await lab.host.start(id)
    var code = -1
    for await reply in replies { code = reply.statusCode }
    return (code, try await lab.host.text(of: id), id)
  }

  @Test(arguments: [
    ("echo hello", 0, "hello\n"), ("echo $((6*7)); exit 3", 3, "42\n"),
    ("cat /etc/alpine-release", 0, "3.21.3\n"),
    ("id -u; whoami; pwd", 0, "0\nroot\n/\n"), ("kill -9 $$; echo on", 0, "on\n"),
    (
      "ls / | tr '\\n' ' '", 0,
      "README.dojo bin dev etc home lib media mnt opt proc root run sbin srv sys tmp usr var "
    ),
    ("printf a; printf b >&2; printf 'c\\n'", 0, "ac\nb"),
  ])
  func `does what its shell says`(script: String, code: Int, text: String) async throws {
    try await NeighbourhoodFixture.with { lab in
      let ended = try await Self.run(["sh", "-c", script], in: lab)
      #expect(ended.code == code)
      #expect(ended.text == text)
    }
  }

  @Test func `gets its variables in Docker's order, its user and its folder`() async throws {
    try await NeighbourhoodFixture.with { lab in
      let plain = try await Self.run(["env"], in: lab) { config, _ in
        config.environment = ["A=1"]
        config.hostname = "box"
      }
      let path = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin\n"
      #expect(plain.text == path + "HOSTNAME=box\nA=1\nHOME=/root\n")
      let user = try await Self.run(["sh", "-c", "id -u; id -g; pwd; hostname"], in: lab) { config, _ in
        config.user = "nobody"
        config.workingDirectory = "/work/here"
        config.hostname = "box"
      }
      #expect(user.text == "65534\n65534\n/work/here\nbox\n")
    }
  }

  @Test func `sees what is mounted, and writes only where it may`() async throws {
    let shared = try ScratchFolder()
    try AtomicFile.write(Array("outside\n".utf8), to: "\(shared.path)/note")
    try await NeighbourhoodFixture.with { lab in
      let script = "cat /in/note; echo no > /in/new; echo yes > /vol/made; ls /vol"
      let ended = try await Self.run(["sh", "-c", script], in: lab) { _, host in
        host.binds = ["\(shared.path):/in:ro", "data:/vol"]
      }
      #expect(ended.text.hasPrefix("outside\n"))
      #expect(ended.text.contains("Read-only file system"))
      #expect(ended.text.contains("made\n"))
      let again = try await Self.run(["cat", "/vol/made"], in: lab) { _, host in host.binds = ["data:/vol"] }
      #expect(again.text == "yes\n")
      #expect(!Folders.exists("\(shared.path)/new"))
    }
  }

  @Test func `knows nothing of this computer's files, processes and network`() async throws {
    try await NeighbourhoodFixture.with { lab in
      let script =
        "ls \(lab.scratch.path) 2>/dev/null; [ $(ls /proc | grep -c ^[0-9]) -lt 9 ] && echo few; "
        + "ls /sys/class/net 2>/dev/null; ip -o link | cut -d' ' -f2 | tr -d '\\n'; mount -o remount,rw / 2>&1"
      let ended = try await Self.run(["sh", "-c", script], in: lab)
      #expect(ended.text.hasPrefix("few\nlo:eth0"), "\(ended.text)")
      #expect(ended.text.contains("mount: permission denied"), "\(ended.text)")
    }
  }

  @Test func `ends by a signal that it handles, and by SIGKILL when it handles none`() async throws {
    try await NeighbourhoodFixture.with { lab in
      let script = "trap 'echo bye; exit 5' TERM; echo ready; while :; do sleep 0.05; done"
      let id = try await lab.host.run(.of("alpine", ["sh", "-c", script]), name: "polite")
      #expect(try await lab.wait { try await lab.host.text(of: id) == "ready\n" })
      #expect(try await lab.host.stop("polite"))
      #expect(try await lab.host.inspect("polite").state.exitCode == 5)
      #expect(try await lab.host.text(of: id) == "ready\nbye\n")
      try await lab.host.run(.of("alpine", ["sleep", "600"]), name: "stubborn")
      #expect(try await lab.host.stop("stubborn", grace: .milliseconds(50)))
      #expect(try await lab.host.inspect("stubborn").state.exitCode == 137)
    }
  }

  @Test(arguments: [
    ("nosuchcmd", "exec: \"nosuchcmd\": executable file not found in $PATH: unknown"),
    ("/nosuch", "exec: \"/nosuch\": stat /nosuch: no such file or directory: unknown"),
    ("/etc/passwd", "exec: \"/etc/passwd\": permission denied: unknown"),
  ])
  func `that cannot be started is no container that ran`(program: String, reason: String) async throws {
    try await NeighbourhoodFixture.with { lab in
      let id = try await lab.host.create(.of("alpine", [program]), name: nil)
      let fault = try await fault { _ = try await lab.host.start(id) }
      #expect(fault?.status == 400)
      #expect(fault?.message.hasSuffix("unable to start container process: \(reason)") == true)
      #expect(try await lab.host.inspect(id).state.status == "created")
    }
  }

  @Test func `keeps its files from one start to the next, and loses them with the container`() async throws {
    try await NeighbourhoodFixture.with { lab in
      let script = "[ -e /left ] && echo again; touch /left"
      let first = try await Self.run(["sh", "-c", script], in: lab)
      #expect(first.text.isEmpty)
      let replies = try await lab.host.wait(for: first.id, until: .nextExit)
      _ = try await lab.host.start(first.id)
      for await _ in replies {}
      #expect(try await lab.host.text(of: first.id) == "again\n")
    }
  }

  @Test func `is started anew when its machine is opened again, and gone when it is closed`() async throws {
    let scratch = try ScratchFolder()
    let script = "trap 'exit 0' TERM; echo up; while :; do sleep 0.05; done"
    let before = try await NeighbourhoodFixture(in: scratch)
    let id = try await before.host.run(.of("alpine", ["sh", "-c", script]), name: "box")
    let isUp = try await before.wait { try await before.host.text(of: id) == "up\n" }
    #expect(isUp)
    let process = try await before.host.inspect("box").state.pid
    #expect(Folders.exists("/proc/\(process)"))
    await before.neighbourhood.close()
    try await NeighbourhoodFixture.with(in: scratch) { lab in
      let isGone = try await lab.wait { !Folders.exists("/proc/\(process)") }
      let isUpAgain = try await lab.wait { try await lab.host.text(of: id) == "up\nup\n" }
      let state = try await lab.host.inspect(id).state
      #expect(isGone && isUpAgain && state.isRunning)
    }
  }

  @Test func `is refused with the names of the packages where they are missing`() {
    let config = ContainerConfig()
    let choice = ProgramChoice(
      commandLine: CommandLine(path: "ls", arguments: ["/"]), config: config,
      processes: .missing(packages: ["bubblewrap", "busybox-static"]))
    guard case .isBeyondPractice(let phrase) = choice else { return #expect(Bool(false), "\(choice)") }
    for language in Language.allCases {
      #expect(phrase[language].contains("bubblewrap, busybox-static"))
      #expect(phrase[language].contains("--docker system"))
    }
  }
}
