import Basics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A way into a sandbox that somebody else has made and that goes on (namespaces(7), nsenter(1)).
package final class SandboxVisit: Sendable {
  /// A process inside, by its number outside.
  private let process: Int32
  private let nsenter: String
  /// The user namespace that has the rights over the sandbox, when that is not the one in which the process is;
  /// -1 for none.
  private let owner: Int32

  /// - Throws: `SystemError` when this process may not look at the sandbox.
  package init(of process: Int32, nsenter: String) throws(SystemError) {
    self.process = process
    self.nsenter = nsenter
    owner = geteuid() == 0 ? -1 : try Self.owner(of: process)
  }

  deinit { if owner >= 0 { _ = close(owner) } }

  /// The environment of the process inside.
  package func environment() throws(SystemError) -> [String: String] {
    let entries = try FileBytes.read("/proc/\(process)/environ").split(separator: 0).compactMap { entry in
      entry.firstIndex(of: UInt8(ascii: "=")).map { (entry[..<$0], entry[($0 + 1)...]) }
    }
    let pairs = entries.map { (String(decoding: $0.0, as: UTF8.self), String(decoding: $0.1, as: UTF8.self)) }
    return Dictionary(pairs) { _, last in last }
  }

  /// Runs `words` inside on this process's terminal, in the home folder of `environment`, as the user who is there.
  package func run(_ words: [String], environment: [String: String]) async throws -> Termination {
    let command = command(words, environment: environment)
    guard let terminal = ControllingTerminal() else { return try await command.runInherited() }
    return try await terminal.lend { try await command.runInherited() }
  }

  private func command(_ words: [String], environment: [String: String]) -> ChildCommand {
    let spaces = ["--mount", "--uts", "--ipc", "--net", "--pid", "--target", "\(process)"]
    let keeping = ["--preserve-credentials"]
    guard geteuid() != 0 else {
      return ChildCommand(
        nsenter, spaces + ["--", "/bin/sh", "-c", "cd; exec \"$@\"", "sh"] + words, environment: environment)
    }
    guard owner >= 0 else {
      return ChildCommand(
        nsenter, keeping + ["--user"] + spaces + ["--", "/bin/sh", "-c", "cd; exec \"$@\"", "sh"] + words,
        environment: environment)
    }
    // From the namespace that has the rights over all others on to the one below them, in which the sandbox's user is.
    let on = "cd; exec nsenter --preserve-credentials --user=/proc/1/ns/user -- \"$@\""
    return ChildCommand(
      nsenter,
      keeping + ["--user=/proc/\(getpid())/fd/\(owner)"] + spaces + ["--", "/bin/sh", "-c", on, "sh"] + words,
      environment: environment)
  }

  /// `NS_GET_USERNS` (ioctl_ns(2)): the user namespace to which another namespace belongs.
  private static let getUserNamespace: UInt = 0xb701

  private static func owner(of process: Int32) throws(SystemError) -> Int32 {
    let path = "/proc/\(process)/ns"
    // The network comes first: whoever has the rights over it has made everything else within.
    let network = unsafe open("\(path)/net", O_RDONLY | O_CLOEXEC)
    guard network >= 0 else { throw .last("open", "\(path)/net") }
    defer { _ = close(network) }
    let owner = ioctl(network, getUserNamespace, 0)
    guard owner >= 0 else { throw .last("ioctl", "\(path)/net") }
    var (own, its) = (stat(), stat())
    guard unsafe fstat(owner, &own) == 0, unsafe stat("\(path)/user", &its) == 0 else {
      throw .last("stat", "\(path)/user")
    }
    guard own.st_ino == its.st_ino else { return owner }
    _ = close(owner)
    return -1
  }
}
