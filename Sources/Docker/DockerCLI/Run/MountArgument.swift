import DockerAPI

/// A value of `--mount`: `type=bind,src=…,dst=…,readonly`.
enum MountArgument: FlagValue {
  static func mount(_ text: String, environment: CommandEnvironment) throws(CommandFailure) -> MountRequest {
    var mount: MountRequest
    do throws(FlagValueProblem) {
      mount = try parse(text)
    } catch {
      throw CommandFailure(
        "invalid argument \(GoText.quoted(text)) for \"--mount\" flag: \(error.reason)", exitCode: 125)
    }
    if mount.type == "bind", let source = mount.source, source.hasPrefix(".") {
      mount.source = VolumeArguments.cleaned(environment.absolutePath(source))
    }
    return mount
  }

  static func parse(_ text: String) throws(FlagValueProblem) -> MountRequest {
    var mount = MountRequest(type: "volume")
    for field in text.split(separator: ",", omittingEmptySubsequences: false) {
      let parts = field.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      try set(&mount, key: parts[0].lowercased(), value: parts.count > 1 ? String(parts[1]) : nil, field)
    }
    guard !mount.target.isEmpty else { throw FlagValueProblem("target is required") }
    guard mount.memoryOptions == nil || mount.type == "tmpfs" else {
      throw FlagValueProblem("cannot mix 'tmpfs-*' options with mount type '\(mount.type)'")
    }
    return mount
  }

  private static func set(
    _ mount: inout MountRequest, key: String, value: String?, _ field: Substring
  ) throws(FlagValueProblem) {
    switch (key, value) {
    case ("readonly", nil), ("ro", nil): mount.isReadOnly = true
    case ("readonly", let value?), ("ro", let value?):
      guard let flag = ParsedArguments.bool(value) else {
        throw FlagValueProblem("invalid value for \(key): \(value)")
      }
      mount.isReadOnly = flag ? true : nil
    case ("type", let value?): mount.type = value.lowercased()
    case ("source", let value?), ("src", let value?): mount.source = value
    case ("target", let value?), ("dst", let value?), ("destination", let value?): mount.target = value
    case ("tmpfs-size", let value?):
      guard let size = ByteCount.value(value) else {
        throw FlagValueProblem("invalid value for \(key): \(value)")
      }
      mount.memoryOptions = .init(size: size, mode: mount.memoryOptions?.mode)
    case ("tmpfs-mode", let value?):
      guard let mode = Int(value, radix: 8), mode >= 0 else {
        throw FlagValueProblem("invalid value for \(key): \(value)")
      }
      mount.memoryOptions = .init(size: mount.memoryOptions?.size, mode: mode)
    case (_, nil): throw FlagValueProblem("invalid field '\(field)' must be a key=value pair")
    case (_, _?): throw FlagValueProblem("unexpected key '\(key)' in '\(field)'")
    }
  }
}
