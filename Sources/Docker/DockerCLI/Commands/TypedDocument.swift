import Basics

/// Documents as Docker's client reads them into types of its own before it runs a template: the members of those types,
/// in their order.
enum TypedDocument {
  /// With the type that they have then; `nil` for a document that is the same either way.
  static func of(_ document: JSONValue) -> (JSONValue, GoStructure)? {
    guard case .object(let object) = document else { return nil }
    if object["RootFS"] != nil { return image(object).map { (.object($0), .image) } }
    if object["HostConfig"] != nil { return (.object(container(object)), .container) }
    if object["Mountpoint"] != nil { return (document, .volume) }
    return object["IPAM"] == nil ? nil : (.object(network(object)), .network)
  }

  // MARK: Images

  private static let imageConfig = [
    "User", "ExposedPorts", "Env", "Entrypoint", "Cmd", "Volumes", "WorkingDir", "Labels", "StopSignal",
    "ArgsEscaped", "Healthcheck", "OnBuild", "Shell",
  ]

  /// With only those members of its configuration that an image has, the empty ones left out.
  private static func image(_ object: JSONObject) -> JSONObject? {
    guard let config = object["Config"]?.object else { return nil }
    let kept = imageConfig.compactMap { name in
      config[name].flatMap { TemplateValue.json($0).isTrue ? (name, $0) : nil }
    }
    return replacing(
      object, ["Config": .object(JSONObject(kept))], without: object["Container"] == "" ? ["Container"] : [])
  }

  // MARK: Containers

  private static let networkSettings = [
    "Bridge", "SandboxID", "SandboxKey", "Ports", "HairpinMode", "LinkLocalIPv6Address",
    "LinkLocalIPv6PrefixLen", "SecondaryIPAddresses", "SecondaryIPv6Addresses", "EndpointID", "Gateway",
    "GlobalIPv6Address", "GlobalIPv6PrefixLen", "IPAddress", "IPPrefixLen", "IPv6Gateway", "MacAddress",
    "Networks",
  ]
  private static let endpoint = [
    "IPAMConfig", "Links", "Aliases", "MacAddress", "DriverOpts", "GwPriority", "NetworkID", "EndpointID",
    "Gateway", "IPAddress", "IPPrefixLen", "IPv6Gateway", "GlobalIPv6Address", "GlobalIPv6PrefixLen",
    "DNSNames",
  ]

  private static func container(_ object: JSONObject) -> JSONObject {
    var changed: [String: JSONValue] = [:]
    if let settings = object["NetworkSettings"]?.object {
      let networks = (settings["Networks"]?.object?.members ?? []).map { network in
        let place = network.value.object.map { ordered($0, endpoint, ["GwPriority": 0, "DNSNames": .null]) }
        return (network.key, place.map { JSONValue.object($0) } ?? network.value)
      }
      let replaced = replacing(settings, ["Networks": .object(JSONObject(networks))])
      changed["NetworkSettings"] = .object(ordered(replaced, networkSettings, [:]))
    }
    if let host = object["HostConfig"]?.object {
      var names = host.keys.filter { $0 != "ConsoleSize" && !$0.hasPrefix("KernelMemory") }
      if let place = names.firstIndex(of: "VolumesFrom") { names.insert("ConsoleSize", at: place + 1) }
      changed["HostConfig"] = .object(ordered(host, names, [:]))
    }
    return replacing(object, changed)
  }

  // MARK: Networks

  private static func network(_ object: JSONObject) -> JSONObject {
    var names = object.keys.filter { $0 != "EnableIPv4" }
    if let place = names.firstIndex(of: "EnableIPv6") { names.insert("EnableIPv4", at: place) }
    return ordered(object, names, ["EnableIPv4": false])
  }

  // MARK: Objects

  /// The members of these names, in their order; those that are not there as they are when nobody set them.
  private static func ordered(
    _ object: JSONObject, _ names: [String], _ unset: [String: JSONValue]
  ) -> JSONObject {
    JSONObject(names.compactMap { name in (object[name] ?? unset[name]).map { (name, $0) } })
  }

  private static func replacing(
    _ object: JSONObject, _ changed: [String: JSONValue], without dropped: [String] = []
  ) -> JSONObject {
    JSONObject(
      object.members.filter { !dropped.contains($0.key) }.map { ($0.key, changed[$0.key] ?? $0.value) })
  }
}
