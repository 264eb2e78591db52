import Basics
import DockerAPI
import Shell

/// Finds out whether a container can run a program, as Docker's runtime does before it starts it.
struct ContainerProgram {
  let tree: ContainerTree
  let mounts: [ContainerRoom.Mount]

  enum Finding: Hashable { case found, missing, notAllowed }

  /// Looks a program up on the `PATH` of the variables, or at the path that it is.
  func find(_ name: String, variables: [String], folder: String) -> Finding {
    guard !name.isEmpty else { return .missing }
    if name.contains("/") { return look(name.hasPrefix("/") ? name : "\(folder)/\(name)") }
    let path = variables.last { $0.hasPrefix("PATH=") }?.dropFirst(5) ?? Self.standardPath.dropFirst(5)
    var best = Finding.missing
    for place in path.split(separator: ":") {
      switch look("\(place)/\(name)") {
      case .found: return .found
      case .notAllowed: best = .notAllowed
      case .missing: break
      }
    }
    return best
  }

  /// Where a program is found that has no path of its own; `nil` for one that has, or is not there.
  func path(of name: String, variables: [String]) -> String? {
    guard !name.isEmpty, !name.contains("/") else { return nil }
    let path = variables.last { $0.hasPrefix("PATH=") }?.dropFirst(5) ?? Self.standardPath.dropFirst(5)
    return path.split(separator: ":").map { "\($0)/\(name)" }.first { look($0) == .found }
  }

  static let standardPath = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"

  private func look(_ path: String) -> Finding {
    guard let plain = tree.resolve(path) else { return .missing }
    // What only the container sees, it finds out itself.
    guard mount(over: plain)?.isInMemory != true else { return .found }
    guard let status = status(plain) else { return .missing }
    switch status.kind {
    case .file: return status.mode & 0o111 == 0 ? .notAllowed : .found
    // A link in something mounted: only the container itself can follow it.
    case .link: return .found
    case .folder, .hardLink, .other: return .notAllowed
    }
  }

  /// What stands at a plain path, in a mount if one covers it.
  private func status(_ plain: String) -> ArchiveMember? {
    guard let over = mount(over: plain) else { return tree.status(plain: plain) }
    return ContainerTree.status(at: over.source + plain.dropFirst(over.destination.count))
  }

  private func mount(over plain: String) -> ContainerRoom.Mount? {
    mounts.filter { plain == $0.destination || plain.hasPrefix("\($0.destination)/") }
      .max { $0.destination.utf8.count < $1.destination.utf8.count }
  }

  /// The fault of a command whose folder does not exist.
  static func noFolder(_ folder: String) -> EngineFault {
    .badParameter(
      "failed to create shim task: OCI runtime create failed: runc create failed: "
        + "unable to start container process: chdir to cwd (\"\(folder)\") set in config.json failed: "
        + "no such file or directory: unknown")
  }

  /// The fault of a start that fails while the runtime makes the container's room.
  static func fault(_ reason: String, hint: String = "") -> EngineFault {
    .badParameter(
      "failed to create shim task: OCI runtime create failed: runc create failed: "
        + "unable to start container process: error during container init: \(reason): unknown\(hint)")
  }

  /// The fault of a start whose program cannot be run.
  static func fault(_ name: String, _ finding: Finding) -> EngineFault {
    guard finding == .notAllowed else { return ProgramChoice.missingProgram(name) }
    return .badParameter(
      "failed to create shim task: OCI runtime create failed: runc create failed: "
        + "unable to start container process: exec: \"\(name)\": permission denied: unknown")
  }
}
