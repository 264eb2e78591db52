import DockerAPI

/// A value of `--mount`: `type=bind,src=…,dst=…,readonly`.
enum MountArgument {
  static func mount(_ text: String, environment: CommandEnvironment) throws(CommandFailure) -> MountRequest {
    var mount = MountRequest(type: "volume")
    for field in text.split(separator: ",", omittingEmptySubsequences: false) {
      let parts = field.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      try set(
        &mount, key: parts[0].lowercased(), value: parts.count > 1 ? String(parts[1]) : nil, field, text)
    }
    guard !mount.target.isEmpty else { throw failure(text, "target is required") }
    if mount.type == "bind", let source = mount.source, source.hasPrefix(".") {
      mount.source = VolumeArguments.cleaned(environment.absolutePath(source))
    }
    return mount
  }

  private static func set(
    _ mount: inout MountRequest, key: String, value: String?, _ field: Substring, _ text: String
  ) throws(CommandFailure) {
    switch (key, value) {
    case ("readonly", nil), ("ro", nil): mount.isReadOnly = true
    case ("readonly", let value?), ("ro", let value?):
      guard let flag = ParsedArguments.bool(value) else {
        throw failure(text, "invalid value for \(key): \(value)")
      }
      mount.isReadOnly = flag ? true : nil
    case ("type", let value?): mount.type = value.lowercased()
    case ("source", let value?), ("src", let value?): mount.source = value
    case ("target", let value?), ("dst", let value?), ("destination", let value?): mount.target = value
    case (_, nil): throw failure(text, "invalid field '\(field)' must be a key=value pair")
    case (_, _?): throw failure(text, "unexpected key '\(key)' in '\(field)'")
    }
  }

  private static func failure(_ text: String, _ reason: String) -> CommandFailure {
    CommandFailure(
      "invalid argument \(GoText.quoted(text)) for \"--mount\" flag: \(reason)", exitCode: 125)
  }
}
