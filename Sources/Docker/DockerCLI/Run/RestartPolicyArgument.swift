import DockerAPI

/// The value of `--restart`: `always`, `on-failure:3`.
enum RestartPolicyArgument {
  static func policy(_ text: String) throws(CommandFailure) -> RestartPolicy {
    // The engine is left to say what no policy at all means.
    guard !text.isEmpty else { return RestartPolicy(name: "") }
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard let name = parts.first, !name.isEmpty, parts.count <= 2 else {
      throw CommandFailure(
        parts.count > 2
          ? "invalid restart policy format"
          : "invalid restart policy format: no policy provided before colon",
        exitCode: 125)
    }
    guard parts.count == 2 else { return RestartPolicy(name: String(name)) }
    guard let count = Int(parts[1]) else {
      throw CommandFailure(
        "invalid restart policy format: maximum retry count must be an integer", exitCode: 125)
    }
    return RestartPolicy(name: String(name), maximumRetryCount: count)
  }
}
