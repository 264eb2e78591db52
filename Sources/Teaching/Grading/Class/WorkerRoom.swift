import Basics
import Practice
import Shell

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How a worker is started: in a sandbox with a loopback network of its own.
///
/// There is nothing in it but the system, dojo and its images: the class, its roster and the instructor's files are not
/// there at all.
package struct WorkerRoom: Sendable {
  /// The running dojo.
  let program: String
  /// What sandboxes are made with; `nil` for submissions that are trusted.
  let tools: SandboxTools?
  /// The folders that the worker needs besides the system's.
  let needed: [String]

  package init(program: String, tools: SandboxTools?, needed: [String]) {
    self.program = program
    self.tools = tools
    self.needed = needed
  }

  /// The command that starts a worker; `scratch` is a folder of its own for one without a sandbox.
  package func command(scratch: String, environment: [String: String]) -> ChildCommand {
    let own = ["PATH": environment["PATH"] ?? "/usr/bin:/bin", "HOME": "/tmp"]
    guard let tools else {
      return ChildCommand(program, ["grade-worker", scratch], environment: own)
    }
    var sandbox = Sandbox(hostName: "grader", isMadeByRoot: UserAndGroup.canBecomeNobody)
    sandbox.isMaster = true
    sandbox.addSystem(isFolder: Folders.isFolder, linkTarget: Folders.destination(ofLink:))
    sandbox.mounts += [
      .devices("/dev"), .readOnly("/proc", at: "/proc"), .scratch("/tmp", bytes: 64 << 20),
      .scratch("/run", bytes: 256 << 20),
    ]
    let all = Set(needed + LoadedLibraries.folders()).filter { !$0.hasPrefix("/usr/") }.sorted()
    sandbox.mounts += Set(all.flatMap(Self.foldersAbove)).sorted().map { .folder($0) }
    sandbox.mounts += all.map { .readOnly($0, at: $0) }
    return sandbox.command(
      ChildCommand(program, ["grade-worker", "/run/grade"], environment: own), with: tools)
  }

  /// The folders on the way to a path, which the sandboxes inside must be able to pass.
  private static func foldersAbove(_ path: String) -> [String] {
    let parts = path.split(separator: "/").dropLast()
    return parts.indices.map { "/" + parts[...$0].joined(separator: "/") }
  }
}
