import DockerAPI

/// An entry of `SecurityOpt`, as Docker reads it (moby, `daemon_unix.go`, `parseSecurityOpt`).
struct SecurityOption: Hashable, Sendable {
  let name: String
  let value: String

  /// - Throws: `EngineFault` (400) for an option that Docker does not know.
  init(parsing text: String) throws(EngineFault) {
    guard text != "no-new-privileges" else {
      (name, value) = (text, "true")
      return
    }
    guard text != "disable" else {
      (name, value) = ("label", text)
      return
    }
    let separator: Character = text.contains("=") ? "=" : ":"
    let parts = text.split(separator: separator, maxSplits: 1, omittingEmptySubsequences: false).map(
      String.init)
    guard parts.count == 2 else { throw .badParameter("invalid --security-opt 1: \"\(text)\"") }
    (name, value) = (parts[0], parts[1])
    let isBoolean = ["1", "t", "T", "true", "TRUE", "True", "0", "f", "F", "false", "FALSE", "False"]
      .contains(value)
    guard ["label", "apparmor", "seccomp"].contains(name) || name == "no-new-privileges" && isBoolean else {
      throw .badParameter("invalid --security-opt 2: \"\(text)\"")
    }
  }

  /// Whether a room is like that anyhow: the machine has neither SELinux nor AppArmor, and no process gets new rights.
  var isHonoured: Bool {
    switch name {
    case "label", "apparmor": true
    case "seccomp": value == "unconfined"
    default: ["1", "t", "T", "true", "TRUE", "True"].contains(value)
    }
  }
}
