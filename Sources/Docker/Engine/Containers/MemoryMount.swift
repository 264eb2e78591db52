import DockerAPI

/// A file system in memory that a container has: `--tmpfs`, `--mount type=tmpfs`, or its own `/dev/shm`.
struct MemoryMount: Hashable, Sendable {
  let destination: String
  /// For mount(8), after `nosuid` and `nodev`.
  let options: String

  /// Those of a request; `knows` says whether a room has a user and a group of a number besides root's.
  ///
  /// - Throws: `EngineFault` (400) for options that Docker does not take.
  static func all(
    in host: HostConfig, knows: (UInt32) -> Bool = { _ in false }
  ) throws(EngineFault) -> [MemoryMount] {
    var mounts: [MemoryMount] = []
    let flagged = host.temporaryFileSystems?.values ?? [:]
    for path in flagged.keys.sorted() {
      mounts.append(
        MemoryMount(destination: path, options: try options(flagged[path] ?? "", of: path, knows)))
    }
    for request in host.mounts ?? [] where request.type == "tmpfs" {
      var words = ["noexec"] + (request.isReadOnly == true ? ["ro"] : [])
      if let size = request.memoryOptions?.size, size > 0 { words.append("size=\(size)") }
      if let mode = request.memoryOptions?.mode, mode > 0 { words.append("mode=\(String(mode, radix: 8))") }
      mounts.append(MemoryMount(destination: request.target, options: words.joined(separator: ",")))
    }
    if host.sharedMemorySize != standardSharedMemory {
      let size = "noexec,mode=1777,size=\(host.sharedMemorySize)"
      mounts.append(MemoryMount(destination: "/dev/shm", options: size))
    }
    return mounts
  }

  /// Refuses paths that cannot be mounted at, when a container is made.
  static func requirePaths(in host: HostConfig) throws(EngineFault) {
    for path in (host.temporaryFileSystems?.values ?? [:]).keys.sorted() {
      guard path.hasPrefix("/") else {
        throw .badParameter("invalid mount path: '\(path)' mount path must be absolute")
      }
      guard path.contains(where: { $0 != "/" }) else {
        throw .badParameter("invalid specification: destination can't be '/'")
      }
    }
  }

  static let standardSharedMemory = 67_108_864

  private static let flags: Set = [
    "exec", "noexec", "ro", "rw", "suid", "nosuid", "dev", "nodev", "sync", "async", "dirsync", "mand",
    "nomand",
    "atime", "noatime", "diratime", "nodiratime", "relatime", "norelatime", "strictatime", "nostrictatime",
    "defaults",
  ]

  private static let values: Set = ["size", "mode", "uid", "gid", "nr_inodes", "nr_blocks", "mpol"]

  /// What a learner wrote, over Docker's own: a later word undoes an earlier one.
  private static func options(
    _ text: String, of path: String, _ knows: (UInt32) -> Bool
  ) throws(EngineFault) -> String {
    var words = ["noexec"]
    for word in text.split(separator: ",").map(String.init) {
      let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      if parts.count == 1, flags.contains(word) {
        // These stay as a room must have them.
        if !["suid", "dev", "defaults", "mand", "nomand"].contains(word) { words.append(word) }
      } else if parts.count == 2, values.contains(parts[0]) {
        guard isPossible(parts[0], parts[1], knows) else { throw mountFault(word, path) }
        words.append(word)
      } else {
        throw .badParameter(
          "invalid tmpfs option [\(parts.map { "\"\($0)\"" }.joined(separator: " "))]")
      }
    }
    if words.contains("exec") { words.removeAll { $0 == "noexec" } }
    return words.joined(separator: ",")
  }

  private static func isPossible(_ name: String, _ value: String, _ knows: (UInt32) -> Bool) -> Bool {
    switch name {
    case "size": value.wholeMatch(of: /\d+(?:[kKmMgGtT]|%)?/) != nil
    case "mode": value.wholeMatch(of: /[0-7]{1,4}/) != nil
    case "nr_inodes", "nr_blocks": value.wholeMatch(of: /\d+[kKmMgG]?/) != nil
    case "uid", "gid": value == "0" || UInt32(value).map(knows) == true
    default: value == "default"
    }
  }

  /// The fault of a start whose file system the kernel does not mount.
  private static func mountFault(_ word: String, _ path: String) -> EngineFault {
    .badParameter(
      "failed to create shim task: OCI runtime create failed: runc create failed: "
        + "unable to start container process: error during container init: error mounting \"tmpfs\" to rootfs "
        + "at \"\(path)\": mount tmpfs:\(path) (via /proc/self/fd/6), flags: 0xe, data: \(word): invalid argument: unknown"
    )
  }
}
