import Basics

/// A room of its own for a child: what it sees of the file system, of other processes and of the network.
///
/// Made by bubblewrap, which needs no rights where the system allows user namespaces. Everything that is not listed
/// does not exist inside.
package struct Sandbox: Sendable, Equatable {
  /// One thing that stands in the sandbox's file system, in the order in which they are put there.
  package enum Mount: Sendable, Equatable {
    /// The same file or folder as outside, which nobody inside can change.
    case readOnly(String, at: String)
    /// Everything that is outside, devices too, to be changed in places by what comes after.
    case everything
    /// The same folder as outside; what is written inside stays.
    case writable(String, at: String)
    /// An empty folder in memory, of at most so many bytes, gone with the sandbox.
    case scratch(String, bytes: Int)
    case link(String, at: String)
    /// An empty folder that everybody inside may look into.
    case folder(String)
    /// The processes of the sandbox.
    case processes(String)
    /// The harmless devices, in a folder that takes no files.
    case devices(String)
  }

  package var mounts: [Mount] = []
  /// What `hostname` prints inside.
  package var hostName: String
  /// Whether it has a network of its own, of nothing but a loopback, instead of the one outside.
  package var hasOwnNetwork = true
  /// Whether its processes see only one another.
  package var hasOwnProcesses = true
  /// Who the child seems to be inside.
  package var user = UserAndGroup(user: 1000, group: 1000)
  /// Whether the child gets every right inside, for a child that builds sandboxes of its own.
  package var isMaster = false
  /// Whether the child stays who it is, with the rights it has: for somebody's own shell, which is only to see less.
  package var keepsUser = false
  /// Whether the child is cut off from the terminal of whoever made the room.
  package var hasOwnSession = true
  /// Whether this process is root, who needs no user namespace to make the room of a master.
  package var isMadeByRoot: Bool
  /// The folder in which the child starts.
  package var folder = "/"
  package var limits = SandboxLimits()
  /// The program inside that takes system calls away before it runs the command; `nil` for none.
  package var confiner: String?

  package init(hostName: String, isMadeByRoot: Bool) {
    self.hostName = hostName
    self.isMadeByRoot = isMadeByRoot
  }

  /// The system's programs and libraries, read-only; `isFolder` and `linkTarget` look at the system outside.
  package mutating func addSystem(isFolder: (String) -> Bool, linkTarget: (String) -> String?) {
    for folder in ["/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32"] {
      if let target = linkTarget(folder) {
        mounts.append(.link(target, at: folder))
      } else if isFolder(folder) {
        mounts.append(.readOnly(folder, at: folder))
      }
    }
    mounts.append(.folder("/etc"))
    for file in ["/etc/alternatives", "/etc/ld.so.cache"] { mounts.append(.readOnly(file, at: file)) }
  }

  /// The command that makes the room and runs `command` in it.
  ///
  /// - Parameters:
  ///   - command: What runs inside; its executable is looked up on the `PATH` inside.
  ///   - tools: Where bubblewrap and prlimit are.
  /// - Returns: the command, which runs with the environment of `command`.
  package func command(_ command: ChildCommand, with tools: SandboxTools) -> ChildCommand {
    var words = namespaces + ["--die-with-parent"] + (hasOwnSession ? ["--new-session"] : [])
    words += ["--hostname", hostName]
    words += mounts.flatMap(\.words)
    // What nothing is mounted on lies in memory, without a limit.
    if mounts.first != .everything { words += ["--remount-ro", "/"] }
    words += ["--chdir", folder, "--"]
    if !limits.words.isEmpty { words += [tools.prlimit] + limits.words + ["--"] }
    if let confiner { words.append(confiner) }
    words += [command.executable] + command.arguments
    if hasNetworkOfItsMaker {
      return ChildCommand(
        tools.bubblewrap,
        Self.network + ["--", "/bin/sh", "-c", Self.openingLowPorts, "sh", tools.bubblewrap] + words,
        environment: command.environment)
    }
    guard isMadeByRoot, !isMaster, !keepsUser else {
      return ChildCommand(tools.bubblewrap, words, environment: command.environment)
    }
    // Limits do not hold for root, so the sandbox is made by somebody who is not.
    let nobody = UserAndGroup.nobody
    let change = ["--reuid", "\(nobody.user)", "--regid", "\(nobody.group)", "--clear-groups", "--"]
    return ChildCommand(tools.setpriv, change + [tools.bubblewrap] + words, environment: command.environment)
  }

  /// Whether the network is made around the room: only there has its maker, who is not root, the rights over it that
  /// let everybody inside open the low ports (ip(7)).
  private var hasNetworkOfItsMaker: Bool { keepsUser && hasOwnNetwork && !isMadeByRoot }

  /// Without the right to set capabilities of files its root could be nobody else inside (user_namespaces(7)).
  private static let network = [
    "--unshare-user", "--uid", "0", "--gid", "0", "--unshare-net", "--cap-add", "CAP_NET_ADMIN", "--cap-add",
    "CAP_SETFCAP", "--die-with-parent", "--dev-bind", "/", "/",
  ]

  private static let openingLowPorts =
    "{ echo 0 >/proc/sys/net/ipv4/ip_unprivileged_port_start; } 2>/dev/null; exec \"$@\""

  private var namespaces: [String] {
    let network = hasOwnNetwork && !hasNetworkOfItsMaker ? ["--unshare-net"] : []
    let processes = hasOwnProcesses ? ["--unshare-pid", "--unshare-ipc"] : []
    let base = processes + ["--unshare-uts", "--unshare-cgroup-try"] + network
    if keepsUser {
      let same = ["--unshare-user", "--uid", "\(user.user)", "--gid", "\(user.group)"]
      return isMadeByRoot ? base + ["--cap-add", "ALL"] : same + base
    }
    if isMaster {
      let rights = ["--cap-add", "ALL"]
      return isMadeByRoot ? base + rights : ["--unshare-user", "--uid", "0", "--gid", "0"] + base + rights
    }
    return ["--unshare-user", "--disable-userns", "--uid", "\(user.user)", "--gid", "\(user.group)"] + base
      + ["--cap-drop", "ALL"]
  }
}

extension Sandbox.Mount {
  fileprivate var words: [String] {
    switch self {
    case .readOnly(let source, let place): ["--ro-bind-try", source, place]
    case .everything: ["--dev-bind", "/", "/"]
    case .writable(let source, let place): ["--bind", source, place]
    case .scratch(let place, let bytes): ["--size", "\(bytes)", "--tmpfs", place]
    case .link(let target, let place): ["--symlink", target, place]
    case .folder(let place): ["--perms", "0755", "--dir", place]
    case .processes(let place): ["--proc", place]
    case .devices(let place): ["--dev", place, "--remount-ro", place]
    }
  }
}

/// The programs that make a sandbox.
package struct SandboxTools: Sendable, Hashable, Codable {
  /// Absolute paths.
  package let bubblewrap: String
  package let prlimit: String
  package let setpriv: String

  package init(bubblewrap: String, prlimit: String, setpriv: String) {
    self.bubblewrap = bubblewrap
    self.prlimit = prlimit
    self.setpriv = setpriv
  }

  /// The tools on a search path; `nil` where one is missing.
  package init?(searchPath: String) {
    guard let bubblewrap = LinkFolder.program("bwrap", on: searchPath, except: nil),
      let prlimit = LinkFolder.program("prlimit", on: searchPath, except: nil),
      let setpriv = LinkFolder.program("setpriv", on: searchPath, except: nil)
    else { return nil }
    self.init(bubblewrap: bubblewrap, prlimit: prlimit, setpriv: setpriv)
  }
}
