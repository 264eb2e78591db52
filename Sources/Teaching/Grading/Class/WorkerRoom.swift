import Basics
import Shell

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How a worker is started: in a sandbox that has a loopback network of its own and in which the class cannot be seen.
package struct WorkerRoom: Sendable {
  /// The running dojo.
  let program: String
  /// What sandboxes are made with; `nil` for submissions that are trusted.
  let tools: SandboxTools?
  /// Where the class lies: submissions, roster, overlay, results, the instructor's own files.
  let hidden: [String]
  /// What the worker needs although it may lie in one of those.
  let needed: [String]

  package init(program: String, tools: SandboxTools?, hidden: [String], needed: [String]) {
    self.program = program
    self.tools = tools
    self.hidden = hidden
    self.needed = needed
  }

  /// The command that starts a worker; `scratch` is a folder of its own for one without a sandbox.
  package func command(scratch: String, environment: [String: String]) -> ChildCommand {
    let own = ["PATH": environment["PATH"] ?? "/usr/bin:/bin", "HOME": "/tmp"]
    guard let tools else {
      return ChildCommand(program, ["grade-worker", scratch], environment: own)
    }
    var sandbox = Sandbox(hostName: "grader", isMadeByRoot: geteuid() == 0)
    sandbox.isMaster = true
    sandbox.mounts = [
      .readOnly("/", at: "/"), .devices("/dev"), .scratch("/tmp", bytes: 64 << 20),
      .scratch("/run", bytes: 256 << 20),
    ]
    for path in hidden where path != "/" {
      sandbox.mounts.append(
        Folders.isFolder(path) ? .scratch(path, bytes: 1 << 20) : .readOnly("/dev/null", at: path))
    }
    sandbox.mounts += needed.map { .readOnly($0, at: $0) }
    return sandbox.command(
      ChildCommand(program, ["grade-worker", "/run/grade"], environment: own), with: tools)
  }
}
