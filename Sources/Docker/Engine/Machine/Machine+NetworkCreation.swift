import Basics
import DockerAPI

extension Machine {
  func createNetwork(_ request: CreateNetworkRequest) throws(EngineFault) -> CreateNetworkReply {
    let warning = try requireNew(request)
    try requireKind(of: request)
    let network = try network(request)
    try requireOwnBridge(network)
    try commit { (state) throws(EngineFault) in state.networks.append(network) }
    recordNetwork("create", network)
    return CreateNetworkReply(id: network.id, warning: warning)
  }

  /// - Returns: What Docker says of a name that another network has already, and that is taken all the same.
  private func requireNew(_ request: CreateNetworkRequest) throws(EngineFault) -> String {
    let name = request.name
    guard !["bridge", "host", "none", "default"].contains(name) else {
      throw EngineFault(
        status: 403, message: "operation is not permitted on predefined \(name) network ")
    }
    if let other = state.networks.first(where: { $0.name == name }) {
      guard !request.refusesDuplicates else {
        throw .conflict("network with name \(name) already exists")
      }
      return "Network with name \(name) (id : \(other.id)) already exists"
    }
    guard !name.isEmpty else {
      // Docker takes any network for one of no name.
      throw request.refusesDuplicates
        ? .conflict("network with name \(name) already exists") : .system("invalid name: ")
    }
    return ""
  }

  /// Refuses drivers, reaches and ways to hand out addresses that are not those of one computer's bridge.
  private func requireKind(of request: CreateNetworkRequest) throws(EngineFault) {
    let isOfSwarm = request.driver == "overlay" || !["", "local", "swarm"].contains(request.scope)
    guard request.scope != "swarm" else {
      throw EngineFault(
        status: 403, message: "cannot create a swarm scoped network when swarm is not active")
    }
    guard !isOfSwarm else { throw .system(EngineFault.noSwarmManager) }
    guard !request.isIngress else {
      throw EngineFault(status: 403, message: "Ingress network can only be global scope network")
    }
    guard !["host", "null"].contains(request.driver) else {
      throw EngineFault(
        status: 403, message: "only one instance of \"\(request.driver)\" network is allowed")
    }
    guard !["macvlan", "ipvlan"].contains(request.driver) else {
      throw refusal(Refusal.feature("docker network create --driver \(request.driver)"))
    }
    if let pool = request.ipam?.config?.first, pool.subnet == nil { throw Self.noSubnet("") }
    if let subnet = request.ipam?.config?.first?.subnet, !subnet.contains(":"), Subnet(parsing: subnet) == nil
    {
      throw Self.noSubnet(subnet)
    }
    guard ["", "bridge"].contains(request.driver) else {
      throw EngineFault(status: 404, message: "plugin \"\(request.driver)\" not found")
    }
    switch request.ipam?.driver {
    case nil, "", "default": break
    case "null": throw .badParameter("ipv4 pool is empty")
    case let driver?: throw EngineFault(status: 404, message: "plugin \"\(driver)\" not found")
    }
  }

  private func network(_ request: CreateNetworkRequest) throws(EngineFault) -> NetworkRecord {
    let source = try configuration(of: request)
    let pools = source == nil ? request.ipam?.config ?? [] : []
    guard pools.count < 2 else { throw .badParameter("bridge driver doesn't support multiple subnets") }
    guard !request.isIPv6Enabled, !pools.contains(where: { $0.subnet?.contains(":") == true }) else {
      guard pools.isEmpty else { throw refusal(Refusal.feature("docker network create --ipv6")) }
      throw .system(
        "could not find an available, non-overlapping IPv6 address pool among the defaults to assign to the network"
      )
    }
    if source == nil { try BridgeOptions.require(request.options.values) }
    let pool = pools.first
    let range = try range(pool)
    let subnet: Subnet? =
      if let source { source.subnet } else if request.isConfigurationOnly, pool?.subnet == nil {
        nil
      } else {
        try self.subnet(pool, isPartly: range != nil, holds: !request.isConfigurationOnly)
      }
    var network = NetworkRecord(
      id: Identifier.random(chance), name: request.name,
      driver: request.isConfigurationOnly ? "null" : "bridge", created: now(), subnet: subnet,
      gateway: source?.gateway ?? pool?.gateway
        ?? (pool?.subnet == nil && source?.subnetText == nil ? subnet?.gateway : nil),
      options: source?.options ?? request.options.values, labels: request.labels.values,
      isInternal: request.isInternal, isAttachable: request.isAttachable,
      hasOwnSubnet: pool?.subnet != nil || source?.hasOwnSubnet == true, range: source?.range ?? range)
    network.subnetText = source?.subnetText ?? pool?.subnet
    network.reserved = if let source { source.reserved } else { try reserved(pool, in: network) }
    network.addressOptions = request.ipam?.options?.values
    network.isConfigurationOnly = request.isConfigurationOnly ? true : nil
    network.configurationSource = source?.name
    return network
  }

  /// The network whose settings are to be taken over.
  private func configuration(of request: CreateNetworkRequest) throws(EngineFault) -> NetworkRecord? {
    guard let name = request.configFrom?.network, !name.isEmpty else { return nil }
    guard let network = state.network(named: name) else {
      throw .system("configuration network \"\(name)\" does not exist")
    }
    guard network.isConfigurationOnly == true else {
      throw EngineFault(status: 403, message: "\"\(name)\" is not a configuration network")
    }
    return network
  }

  private func subnet(
    _ pool: AddressPool?, isPartly: Bool, holds: Bool
  ) throws(EngineFault) -> Subnet {
    let taken = state.networks.filter { $0.isConfigurationOnly != true }.compactMap(\.subnet)
    guard let asked = pool?.subnet else {
      guard let next = Subnet.next(avoiding: taken, after: lastPool) else {
        throw .system(
          "could not find an available, non-overlapping IPv4 address pool among the defaults to assign to the network"
        )
      }
      lastPool = next
      return next
    }
    guard let subnet = Subnet(parsing: asked) else {
      throw Self.noSubnet(asked)
    }
    guard holds else { return subnet }
    // Of a pool of which only a part is wanted, the bridge finds out.
    guard isPartly || !taken.contains(where: { $0.overlaps(subnet) }) else {
      throw EngineFault(status: 403, message: "Pool overlaps with other one on this address space")
    }
    guard subnet.hasAddresses else {
      throw .system(
        "failed to allocate gateway (\(pool?.gateway ?? "")): No available addresses on this pool")
    }
    if let gateway = pool?.gateway.flatMap(IPv4.parse), subnet.isReserved(gateway) {
      throw EngineFault(
        status: 403, message: "failed to allocate gateway (\(IPv4.text(gateway))): Address already in use")
    }
    return subnet
  }

  private static func noSubnet(_ text: String) -> EngineFault {
    .system("Invalid subnet \(text) : invalid CIDR address: \(text)")
  }

  /// The part of a subnet whose addresses are to be handed out; a gateway must lie in the subnet, too.
  private func range(_ pool: AddressPool?) throws(EngineFault) -> Subnet? {
    guard let pool, let subnet = pool.subnet.flatMap(Subnet.init(parsing:)) else { return nil }
    if let gateway = pool.gateway, !gateway.isEmpty {
      guard let number = IPv4.parse(gateway), subnet.contains(number) else {
        throw .system("failed to allocate gateway (\(gateway)): Requested address is out of range")
      }
    }
    guard let text = pool.ipRange, !text.isEmpty else { return nil }
    guard let range = Subnet(parsing: text), subnet.contains(range.base) else {
      throw .badParameter("no matching subnet for range \(text)")
    }
    return range
  }

  /// The addresses that are set aside, which must be free.
  private func reserved(
    _ pool: AddressPool?, in network: NetworkRecord
  ) throws(EngineFault) -> [String: String]? {
    guard let wishes = pool?.auxiliaryAddresses?.values, !wishes.isEmpty else { return nil }
    var taken: Set = [network.bridgeAddress]
    for (name, address) in wishes.sorted(by: { $0.key < $1.key }) {
      guard let number = IPv4.parse(address), network.subnet?.contains(number) == true else {
        throw .badParameter("no matching subnet for aux-address \(address)")
      }
      guard taken.insert(address).inserted else {
        throw EngineFault(
          status: 403,
          message: "failed to allocate secondary ip address (\(name):\(address)): Address already in use")
      }
    }
    return wishes
  }

  /// Refuses a bridge whose addresses or whose name another one has.
  private func requireOwnBridge(_ network: NetworkRecord) throws(EngineFault) {
    guard network.isConfigurationOnly != true else { return }
    for other in state.networks where other.driver == "bridge" {
      let isOverlapping = other.subnet.flatMap { network.subnet?.overlaps($0) } == true
      guard isOverlapping || other.bridgeName == network.bridgeName else { continue }
      throw EngineFault(
        status: 403,
        message: "cannot create network \(network.id) (\(network.bridgeName)): conflicts with network "
          + "\(other.id) (\(other.bridgeName)): "
          + (other.bridgeName == network.bridgeName
            ? "networks have same bridge name" : "networks have overlapping IPv4"))
    }
  }
}

/// The options of a bridge whose values must be of a kind (docker network create, "Bridge driver options").
enum BridgeOptions {
  private static let prefix = "com.docker.network."

  static func require(_ options: [String: String]) throws(EngineFault) {
    for (name, value) in options.sorted(by: { $0.key < $1.key }) {
      guard let reason = reason(against: value, for: name) else { continue }
      throw .badParameter("failed to parse \(name) value: \(value) (\(reason))")
    }
  }

  private static func reason(against value: String, for name: String) -> String? {
    switch name {
    case prefix + "driver.mtu":
      return Int(value) == nil ? "strconv.Atoi: parsing \"\(value)\": invalid syntax" : nil
    case prefix + "bridge.enable_icc", prefix + "bridge.enable_ip_masquerade",
      prefix + "bridge.default_bridge":
      let flags: Set = ["1", "t", "T", "TRUE", "true", "True", "0", "f", "F", "FALSE", "false", "False"]
      return flags.contains(value) ? nil : "strconv.ParseBool: parsing \"\(value)\": invalid syntax"
    case prefix + "bridge.host_binding_ipv4": return IPv4.parse(value) == nil ? "nil ip" : nil
    default: return nil
    }
  }
}
