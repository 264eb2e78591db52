import Basics
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
    guard mount.volumeOptions == nil || mount.type == "volume" else {
      throw FlagValueProblem("cannot mix 'volume-*' options with mount type '\(mount.type)'")
    }
    guard mount.bindOptions == nil || mount.type == "bind" else {
      throw FlagValueProblem("cannot mix 'bind-*' options with mount type '\(mount.type)'")
    }
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
    case ("consistency", let value?): mount.consistency = value.lowercased()
    case ("bind-propagation", let value?):
      mount.bindOptions = bind(mount, "Propagation", .string(value.lowercased()))
    case ("bind-recursive", let value?): mount.bindOptions = try recursion(mount, value)
    case ("bind-nonrecursive", let value):
      guard let flag = ParsedArguments.bool(value ?? "true") else {
        throw FlagValueProblem("invalid value for \(key): \(value ?? "")")
      }
      mount.bindOptions = bind(mount, "NonRecursive", .bool(flag))
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
    case ("volume-nocopy", let value):
      guard let flag = ParsedArguments.bool(value ?? "true") else {
        throw FlagValueProblem("invalid value for volume-nocopy: \(value ?? "")")
      }
      mount.volumeOptions = volume(mount, [("NoCopy", .bool(flag))])
    case ("volume-driver", let value?):
      mount.volumeOptions = volume(mount, driver: [("Name", .string(value))])
    case ("volume-label", let value?):
      let labels = mount.volumeOptions?["Labels"]?.object?.members ?? []
      mount.volumeOptions = volume(
        mount, [("Labels", .object(JSONObject(labels.map { ($0.key, $0.value) } + [pair(value)])))])
    case ("volume-opt", let value?):
      let options = mount.volumeOptions?["DriverConfig"]?["Options"]?.object?.members ?? []
      mount.volumeOptions = volume(
        mount,
        driver: [("Options", .object(JSONObject(options.map { ($0.key, $0.value) } + [pair(value)])))])
    case (_, nil): throw FlagValueProblem("invalid field '\(field)' must be a key=value pair")
    case (_, _?): throw FlagValueProblem("unexpected key '\(key)' in '\(field)'")
    }
  }
}

extension MountArgument {
  /// The options of a bind with one more.
  private static func bind(_ mount: MountRequest, _ key: String, _ value: JSONValue) -> JSONValue {
    var options = mount.bindOptions?.object ?? JSONObject()
    options[key] = value
    return .object(options)
  }

  private static func recursion(
    _ mount: MountRequest, _ value: String
  ) throws(FlagValueProblem) -> JSONValue? {
    switch value {
    case "enabled": mount.bindOptions
    case "disabled": bind(mount, "NonRecursive", true)
    case "writable": bind(mount, "ReadOnlyNonRecursive", true)
    case "readonly": bind(mount, "ReadOnlyForceRecursive", true)
    default:
      throw FlagValueProblem(
        "invalid value for bind-recursive: \(value) (must be \"enabled\", \"disabled\", \"writable\", or "
          + "\"readonly\")")
    }
  }

  /// The options of a volume with some more, and with more for its driver.
  private static func volume(
    _ mount: MountRequest, _ more: [(String, JSONValue)] = [], driver: [(String, JSONValue)] = []
  ) -> JSONValue {
    var options = mount.volumeOptions?.object ?? JSONObject()
    for (key, value) in more { options[key] = value }
    if !driver.isEmpty {
      var config = options["DriverConfig"]?.object ?? JSONObject()
      for (key, value) in driver { config[key] = value }
      options["DriverConfig"] = .object(config)
    }
    return .object(options)
  }

  /// `key=value`; the value is empty when there is none.
  private static func pair(_ text: String) -> (String, JSONValue) {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    return (String(parts[0]), .string(parts.count > 1 ? String(parts[1]) : ""))
  }
}
