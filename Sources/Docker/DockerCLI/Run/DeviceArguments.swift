import Basics
import DockerAPI

/// The options that give a container devices of the host, or say how fast it may use them (Docker docs, "docker run").
enum DeviceArguments {
  static func take(_ arguments: ParsedArguments, into host: inout HostConfig) throws(CommandFailure) {
    host.devices = try arguments.list("device").map(mapping)
    let rules = arguments.list("device-cgroup-rule")
    host.deviceCgroupRules = rules.isEmpty ? nil : rules
    host.deviceRequests = arguments.values["gpus"].map {
      $0.compactMap { GraphicsArgument.value($0)?.request }
    }
    host.blkioWeightDevice = rates(arguments, "blkio-weight-device", DeviceWeight.self, "Weight")
    host.blkioDeviceReadBps = rates(arguments, "device-read-bps", DeviceBytes.self, "Rate")
    host.blkioDeviceWriteBps = rates(arguments, "device-write-bps", DeviceBytes.self, "Rate")
    host.blkioDeviceReadIOps = rates(arguments, "device-read-iops", DeviceOperations.self, "Rate")
    host.blkioDeviceWriteIOps = rates(arguments, "device-write-iops", DeviceOperations.self, "Rate")
    let options = arguments.list("storage-opt")
    guard options.allSatisfy({ $0.contains("=") }) else {
      throw CommandFailure("invalid storage option", exitCode: 125)
    }
    host.storageOptions = options.isEmpty ? nil : SortedMap(JSONValue.pairs(options))
  }

  /// `HOST[:CONTAINER][:MODE]`, as engines take it.
  private static func mapping(_ text: String) throws(CommandFailure) -> JSONValue {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    guard parts.count <= 3, !parts[0].isEmpty else { throw failure("bad format for path: \(text)") }
    var (place, mode) = (parts[0], "rwm")
    if parts.count == 2, isMode(parts[1]) { mode = parts[1] } else if parts.count > 1 { place = parts[1] }
    if parts.count == 3 {
      guard isMode(parts[2]) else { throw failure("bad mode specified: \(parts[2])") }
      mode = parts[2]
    }
    guard place.hasPrefix("/") else { throw failure("\(place) is not an absolute path") }
    return [
      "PathOnHost": .string(parts[0]), "PathInContainer": .string(place), "CgroupPermissions": .string(mode),
    ]
  }

  private static func isMode(_ text: String) -> Bool {
    !text.isEmpty && text.allSatisfy { "rwm".contains($0) } && Set(text).count == text.count
  }

  private static func rates<Kind: DeviceNumber>(
    _ arguments: ParsedArguments, _ flag: String, _ kind: Kind.Type, _ member: String
  ) -> [JSONValue] {
    arguments.list(flag).compactMap(Kind.value).map { rate in
      ["Path": .string(rate.path), member: .number(String(rate.number))]
    }
  }

  /// What docker says against a value of `--device-cgroup-rule`.
  static func objectionToRule(_ text: String) -> String? {
    text.wholeMatch(of: /[acb] (?:[0-9]+|\*):(?:[0-9]+|\*) [rwm]{1,3}/) == nil
      ? "invalid device cgroup format '\(text)'" : nil
  }

  private static func failure(_ text: String) -> CommandFailure { CommandFailure(text, exitCode: 125) }
}

/// A number for a device: `/dev/sda:10mb`.
protocol DeviceNumber: FlagValue where Value == DeviceRate {
  /// The number in a text; `nil` where there is none.
  static func number(_ text: String) -> Int?
  /// What docker says of a text without one.
  static func problem(_ text: String) -> String
}

/// A device of the host, and a number that goes with it.
struct DeviceRate: Hashable, Sendable {
  let path: String
  let number: Int
}

extension DeviceNumber {
  static func parse(_ text: String) throws(FlagValueProblem) -> DeviceRate {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, !parts[0].isEmpty else { throw FlagValueProblem("bad format: \(text)") }
    guard parts[0].hasPrefix("/dev/") else {
      throw FlagValueProblem("bad format for device path: \(text)")
    }
    guard let number = number(parts[1]) else { throw FlagValueProblem(problem(text)) }
    return DeviceRate(path: parts[0], number: number)
  }
}

/// Bytes a second.
enum DeviceBytes: DeviceNumber {
  static func number(_ text: String) -> Int? { ByteCount.value(text) }

  static func problem(_ text: String) -> String {
    "invalid rate for device: \(text). The correct format is <device-path>:<number>[<unit>]. "
      + "Number must be a positive integer. Unit is optional and can be kb, mb, or gb"
  }
}

/// Operations a second.
enum DeviceOperations: DeviceNumber {
  static func number(_ text: String) -> Int? { UInt64(text).flatMap { Int(exactly: $0) } }

  static func problem(_ text: String) -> String {
    "invalid rate for device: \(text). The correct format is <device-path>:<number>. "
      + "Number must be a positive integer"
  }
}

/// A weight against others, from 10 to 1000; 0 for none.
enum DeviceWeight: DeviceNumber {
  static func number(_ text: String) -> Int? {
    UInt16(text).flatMap { $0 == 0 || (10...1000).contains($0) ? Int($0) : nil }
  }

  static func problem(_ text: String) -> String { "invalid weight for device: \(text)" }
}

/// A value of `--gpus`: `all`, a number, or fields such as `device=0,capabilities=utility`.
enum GraphicsArgument: FlagValue {
  struct Wish: Hashable, Sendable {
    var driver = ""
    var count: Int?
    var devices: [String]?
    var capabilities = ["gpu"]

    var request: JSONValue {
      let list = { (words: [String]) in JSONValue.array(words.map { .string($0) }) }
      return [
        "Driver": .string(driver), "Count": .number(String(count ?? (devices == nil ? 1 : 0))),
        "DeviceIDs": devices.map(list) ?? .null, "Capabilities": .array([list(capabilities)]),
        "Options": .object(JSONObject()),
      ]
    }
  }

  static func parse(_ text: String) throws(FlagValueProblem) -> Wish {
    var wish = Wish()
    for field in text.split(separator: ",").map(String.init) {
      let parts = field.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      switch (parts[0], parts.count > 1 ? parts[1] : nil) {
      case (let number, nil): wish.count = try count(number)
      case ("count", let number?): wish.count = try count(number)
      case ("driver", let driver?): wish.driver = driver
      case ("device", let device?): wish.devices = (wish.devices ?? []) + [device]
      case ("capabilities", let capability?): wish.capabilities.insert(capability, at: 0)
      case (let key, .some): throw FlagValueProblem("unexpected key '\(key)' in '\(field)'")
      }
    }
    return wish
  }

  private static func count(_ text: String) throws(FlagValueProblem) -> Int {
    if text == "all" { return -1 }
    guard let number = Int(text) else {
      throw FlagValueProblem("invalid count (\(text)): value must be either \"all\" or an integer")
    }
    return number
  }
}
