import DockerAPI

/// What root may do in a container (capabilities(7)), by `--cap-add` and `--cap-drop`, as Docker works it out.
enum ContainerRights {
  /// Names of `CapAdd` or `CapDrop` as they are stored and shown: upper case, with `CAP_`, in order.
  ///
  /// `ALL` alone is without. An `EngineFault` (400) tells of a right that there is not.
  static func normalized(_ names: [String]?, _ list: String) throws(EngineFault) -> [String]? {
    guard let names else { return nil }
    var known: Set<String> = []
    for name in names {
      let plain = name.uppercased()
      let full = plain == "ALL" || plain.hasPrefix("CAP_") ? plain : "CAP_\(plain)"
      guard full == "ALL" || all.contains(String(full.dropFirst(4))) else {
        throw .badParameter("invalid \(list): unknown capability: \"\(full)\"")
      }
      known.insert(full)
    }
    return known.sorted()
  }

  /// The rights of a container with such lists, without `CAP_`.
  static func rights(adding added: [String], dropping dropped: [String]) -> [String] {
    let plain = { (names: [String]) in names.map { $0 == "ALL" ? $0 : String($0.dropFirst(4)) } }
    let (added, dropped) = (plain(added), plain(dropped))
    if added.contains("ALL") { return all.filter { !dropped.contains($0) } }
    if dropped.contains("ALL") { return added }
    let kept = usual.filter { !dropped.contains($0) }
    return kept + added.filter { !kept.contains($0) }
  }

  /// With this one a process could take back what its room keeps from it.
  static let beyondPractice = "SYS_ADMIN"

  private static let usual = [
    "CHOWN", "DAC_OVERRIDE", "FOWNER", "FSETID", "KILL", "SETGID", "SETUID", "SETPCAP", "NET_BIND_SERVICE",
    "NET_RAW", "SYS_CHROOT", "MKNOD", "AUDIT_WRITE", "SETFCAP",
  ]

  private static let all =
    usual + [
      "DAC_READ_SEARCH", "LINUX_IMMUTABLE", "NET_BROADCAST", "NET_ADMIN", "IPC_LOCK", "IPC_OWNER",
      "SYS_MODULE", "SYS_RAWIO", "SYS_PTRACE", "SYS_PACCT", "SYS_ADMIN", "SYS_BOOT", "SYS_NICE",
      "SYS_RESOURCE", "SYS_TIME", "SYS_TTY_CONFIG", "LEASE", "AUDIT_CONTROL", "MAC_OVERRIDE", "MAC_ADMIN",
      "SYSLOG", "WAKE_ALARM", "BLOCK_SUSPEND", "AUDIT_READ", "PERFMON", "BPF", "CHECKPOINT_RESTORE",
    ]
}
