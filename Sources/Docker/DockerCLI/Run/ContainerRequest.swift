import Basics
import DockerAPI
import OCI

/// What `run` and `create` ask of the engine, made from their options.
struct ContainerRequest {
  enum PullPolicy: String {
    case always
    case missing
    case never
  }

  let body: CreateContainerRequest
  /// The image as a name, when it is one; an ID of 64 digits is none.
  let reference: Reference?
  let platform: String?
  let pullPolicy: PullPolicy

  init(_ call: Invocation, isDetached: Bool) throws {
    let arguments = call.arguments
    guard let policy = PullPolicy(rawValue: arguments.string("pull") ?? "missing") else {
      throw CommandFailure(
        "invalid pull option: '\(arguments.string("pull") ?? "")': must be one of \"always\", \"missing\" or \"never\"",
        exitCode: 125)
    }
    pullPolicy = policy
    platform = arguments.string("platform")
    let ports = try PublishedPorts(publish: arguments.list("publish"), expose: arguments.list("expose"))
    let volumes = try VolumeArguments(arguments.list("volume"), environment: call.environment)
    body = CreateContainerRequest(
      config: try Self.config(call, isDetached: isDetached, ports: ports, volumes: volumes),
      hostConfig: try Self.hostConfig(call, ports: ports, volumes: volumes),
      endpoints: try Self.endpoints(arguments))
    guard !isDetached || arguments.list("attach").isEmpty else { throw ConflictingOptions() }
    // Docker looks at the image's name when it has understood everything else.
    reference = try Self.reference(call.name(0))
  }

  private static func reference(_ image: String) throws -> Reference? {
    guard (try? Digest(parsing: image)) == nil else { return nil }
    do throws(ReferenceError) {
      return try Reference(parsing: image).withDefaultTag
    } catch .hexadecimalName {
      return nil
    } catch {
      throw CommandFailure(ImageName.message(error, image))
    }
  }

  private static func config(
    _ call: Invocation, isDetached: Bool, ports: PublishedPorts, volumes: VolumeArguments
  ) throws -> ContainerConfig {
    let arguments = call.arguments
    var config = ContainerConfig()
    config.hostname = arguments.string("hostname") ?? ""
    config.domainname = arguments.string("domainname") ?? ""
    config.user = arguments.string("user") ?? ""
    config.hasTerminal = arguments.bool("tty")
    config.opensStdin = arguments.bool("interactive")
    let attached = arguments.list("attach").map { $0.lowercased() }
    let attachesOutput = !isDetached && attached.isEmpty
    config.attachesStdout = attachesOutput || attached.contains("stdout")
    config.attachesStderr = attachesOutput || attached.contains("stderr")
    config.attachesStdin = attachesOutput && config.opensStdin || attached.contains("stdin")
    config.closesStdinAfterFirst = config.opensStdin && config.attachesStdin
    config.exposedPorts = ports.exposed.isEmpty ? nil : ports.exposed
    config.environment = try EnvironmentArguments(call).variables
    config.command = call.names.count > 1 ? Array(call.names.dropFirst()) : nil
    config.image = call.name(0)
    config.volumes = volumes.anonymous
    config.workingDirectory = arguments.string("workdir") ?? ""
    if let entrypoint = arguments.values["entrypoint"]?.last { config.entrypoint = [entrypoint] }
    config.labels = try EnvironmentArguments.labels(call)
    config.stopSignal = arguments.string("stop-signal")
    config.stopTimeout = arguments.integer("stop-timeout")
    config.healthcheck = try HealthArguments.check(arguments)
    return config
  }

  private static func hostConfig(
    _ call: Invocation, ports: PublishedPorts, volumes: VolumeArguments
  ) throws -> HostConfig {
    let arguments = call.arguments
    var host = HostConfig()
    host.binds = volumes.binds.isEmpty ? nil : volumes.binds
    host.logConfig.type = arguments.string("log-driver") ?? ""
    guard host.logConfig.type != "none" || arguments.list("log-opt").isEmpty else {
      throw CommandFailure("invalid logging opts for driver none", exitCode: 125)
    }
    host.logConfig.config = SortedMap(JSONValue.pairs(arguments.list("log-opt")))
    host.networkMode = networks(arguments).first ?? "default"
    host.portBindings = SortedMap(ports.bindings.mapValues { .some($0) })
    host.restartPolicy = try RestartPolicyArgument.policy(arguments.values["restart"]?.last ?? "no")
    host.isRemovedOnExit = arguments.bool("rm")
    guard !host.isRemovedOnExit || ["", "no"].contains(host.restartPolicy.name) else {
      throw CommandFailure("conflicting options: cannot specify both --restart and --rm", exitCode: 125)
    }
    host.publishesAllPorts = arguments.bool("publish-all")
    try takeRights(arguments, into: &host)
    takeNames(arguments, into: &host)
    takeLimits(arguments, into: &host)
    try PassedOnArguments.take(arguments, into: &host)
    try DeviceArguments.take(arguments, into: &host)
    let mounts = try arguments.list("mount").map {
      try MountArgument.mount($0, environment: call.environment)
    }
    host.mounts = mounts.isEmpty ? nil : mounts
    return host
  }

  /// The names of rights as the system has them; one that stands for all leaves no other.
  private static func rights(_ names: [String]) -> Set<String> {
    let full = names.map { name in
      let plain = name.trimmingPrefix { $0.isWhitespace }.uppercased()
      return plain == "ALL" || plain.hasPrefix("CAP_") ? plain : "CAP_\(plain)"
    }
    return full.contains("ALL") ? ["ALL"] : Set(full)
  }

  private static func takeRights(
    _ arguments: ParsedArguments, into host: inout HostConfig
  ) throws(CommandFailure) {
    let (added, dropped) = (rights(arguments.list("cap-add")), rights(arguments.list("cap-drop")))
    host.addedCapabilities = given(added.sorted())
    // What is added is not dropped.
    host.droppedCapabilities = given(dropped.subtracting(added).sorted())
    host.hasReadOnlyRoot = arguments.bool("read-only")
    host.isPrivileged = arguments.bool("privileged")
    host.pidMode = arguments.string("pid") ?? ""
    guard ["", "host"].contains(host.pidMode) || host.pidMode.hasPrefix("container:") else {
      throw CommandFailure("--pid: invalid PID mode", exitCode: 125)
    }
    host.hasInit = arguments.has("init") ? arguments.bool("init") : nil
    host.volumesFrom = given(arguments.list("volumes-from"))
    let folders = arguments.list("tmpfs").map {
      $0.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    }
    guard !folders.isEmpty else { return }
    host.temporaryFileSystems = Labels(
      Dictionary(folders.map { ($0[0], $0.count > 1 ? $0[1] : "") }) { _, last in last })
  }

  private static func takeNames(_ arguments: ParsedArguments, into host: inout HostConfig) {
    if !isOnOwnNetwork(host.networkMode) { host.links = links(arguments) }
    host.extraHosts = given(arguments.list("add-host").map(HostMapping.plain))
    host.dns = arguments.list("dns")
    host.dnsOptions = arguments.list("dns-option") + arguments.list("dns-opt")
    host.dnsSearch = arguments.list("dns-search")
  }

  private static func takeLimits(_ arguments: ParsedArguments, into host: inout HostConfig) {
    host.memory = arguments.string("memory").flatMap(ByteCount.value) ?? 0
    host.nanoCpus = arguments.string("cpus").flatMap(ProcessorShare.value) ?? 0
    host.sharedMemorySize = arguments.string("shm-size").flatMap(ByteCount.value) ?? 0
    host.ulimits = arguments.list("ulimit").compactMap(LimitArgument.value).sorted { $0.name < $1.name }
  }

  private static func links(_ arguments: ParsedArguments) -> [String]? {
    given(arguments.list("link").map(LinkArgument.plain))
  }

  /// Whether somebody has made the network that a container is on.
  private static func isOnOwnNetwork(_ mode: String) -> Bool {
    !["", "default", "bridge", "host", "none"].contains(mode) && !mode.hasPrefix("container:")
  }

  private static func given(_ values: [String]) -> [String]? { values.isEmpty ? nil : values }

  private static func networks(_ arguments: ParsedArguments) -> [String] {
    (arguments.list("network") + arguments.list("net")).filter { !$0.isEmpty }
  }

  private static func endpoints(_ arguments: ParsedArguments) throws -> SortedMap<EndpointSettings> {
    let aliases = arguments.list("network-alias") + arguments.list("net-alias")
    let names = networks(arguments)
    guard !(arguments.list("network") + arguments.list("net")).contains("") else {
      throw CommandFailure("no name set for network", exitCode: 125)
    }
    let address = arguments.string("ip")
    if let address, !NameServerText.isAddress(address) || address.contains(":") {
      throw CommandFailure("Error response from daemon: invalid IPv4 address: \(address)")
    }
    if let twice = names.first(where: { name in names.count { $0 == name } > 1 }) {
      throw CommandFailure("network \(GoText.quoted(twice)) is specified multiple times", exitCode: 125)
    }
    guard Set(names.map(isOnOwnNetwork)).count < 2 else {
      throw CommandFailure(
        "conflicting options: cannot attach both user-defined and non-user-defined network-modes",
        exitCode: 125)
    }
    guard aliases.isEmpty || names.contains(where: isOnOwnNetwork) else {
      throw CommandFailure(
        "network-scoped aliases are only supported for user-defined networks", exitCode: 125)
    }
    let links = isOnOwnNetwork(names.first ?? "") ? links(arguments) : nil
    let settings = EndpointSettings(
      ipamConfig: addresses(arguments), links: links,
      aliases: aliases.isEmpty ? nil : aliases)
    return SortedMap(
      Dictionary((names.isEmpty ? ["default"] : names).map { ($0, settings) }) { first, _ in first })
  }
}

extension ContainerRequest {
  /// The addresses that a container wants; `nil` for none.
  private static func addresses(_ arguments: ParsedArguments) -> JSONValue? {
    var wishes = JSONObject()
    if let address = arguments.string("ip") { wishes["IPv4Address"] = .string(address) }
    if let address = arguments.string("ip6") { wishes["IPv6Address"] = .string(address) }
    let local = arguments.list("link-local-ip")
    if !local.isEmpty { wishes["LinkLocalIPs"] = .array(local.map { .string($0) }) }
    return wishes.members.isEmpty ? nil : .object(wishes)
  }
}

/// Options of `docker run` that contradict each other, which docker says without its usual form.
struct ConflictingOptions: Error, CustomStringConvertible {
  let description = "conflicting options: cannot specify both --attach and --detach"
}

extension JSONValue {
  /// Reads `name=value` texts; without `=` the value is empty.
  static func pairs(_ texts: [String]) -> [String: String] {
    Dictionary(
      texts.map { text in
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        return (String(parts[0]), parts.count > 1 ? String(parts[1]) : "")
      }
    ) { _, last in last }
  }
}
