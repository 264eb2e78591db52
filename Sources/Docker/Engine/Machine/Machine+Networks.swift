import Basics
import DockerAPI

extension Machine {
  func createNetwork(_ request: CreateNetworkRequest) throws(EngineFault) -> CreateNetworkReply {
    try requireNew(request.name)
    try Self.requireDriver(request.driver)
    guard !request.isIPv6Enabled else {
      throw .system(
        "could not find an available, non-overlapping IPv6 address pool among the defaults to assign to the network"
      )
    }
    let pool = request.ipam?.config?.first
    let network = NetworkRecord(
      id: Identifier.random(chance), name: request.name, driver: "bridge", created: now(),
      subnet: try subnet(pool?.subnet), gateway: pool?.gateway ?? (pool?.subnet == nil ? nextGateway() : nil),
      options: request.options.values, labels: request.labels.values, isInternal: request.isInternal,
      isAttachable: request.isAttachable, hasOwnSubnet: pool?.subnet != nil,
      range: try range(pool))
    try commit { (state) throws(EngineFault) in state.networks.append(network) }
    recordNetwork("create", network)
    return CreateNetworkReply(id: network.id)
  }

  private func requireNew(_ name: String) throws(EngineFault) {
    guard !["bridge", "host", "none", "default"].contains(name) else {
      throw EngineFault(
        status: 403, message: "operation is not permitted on predefined \(name) network")
    }
    guard !name.isEmpty, !state.networks.contains(where: { $0.name == name }) else {
      throw .conflict("network with name \(name) already exists")
    }
  }

  private static func requireDriver(_ driver: String) throws(EngineFault) {
    guard !["host", "null"].contains(driver) else {
      throw EngineFault(status: 403, message: "only one instance of \"\(driver)\" network is allowed")
    }
    guard ["", "bridge"].contains(driver) else {
      throw EngineFault(status: 404, message: "plugin \"\(driver)\" not found")
    }
  }

  private func subnet(_ asked: String?) throws(EngineFault) -> Subnet {
    let taken = state.networks.compactMap(\.subnet)
    guard let asked else {
      guard let next = Subnet.next(avoiding: taken) else {
        throw .system(
          "could not find an available, non-overlapping IPv4 address pool among the defaults to assign to the network"
        )
      }
      return next
    }
    guard let subnet = Subnet(parsing: asked) else {
      throw .badParameter("Invalid subnet \(asked) : invalid CIDR address: \(asked)")
    }
    guard !taken.contains(where: { $0.overlaps(subnet) }) else {
      throw EngineFault(status: 403, message: "Pool overlaps with other one on this address space")
    }
    return subnet
  }

  /// The part of a subnet whose addresses are to be handed out; a gateway must lie in the subnet, too.
  private func range(_ pool: AddressPool?) throws(EngineFault) -> Subnet? {
    guard let pool, let subnet = pool.subnet.flatMap(Subnet.init(parsing:)) else { return nil }
    if let gateway = pool.gateway, !gateway.isEmpty {
      guard let number = IPv4.parse(gateway), subnet.contains(number) else {
        throw .badParameter("no matching subnet for gateway \(gateway)")
      }
    }
    guard let text = pool.ipRange, !text.isEmpty else { return nil }
    guard let range = Subnet(parsing: text), subnet.contains(range.base) else {
      throw .badParameter("no matching subnet for range \(text)")
    }
    return range
  }

  private func nextGateway() -> String? {
    Subnet.next(avoiding: state.networks.compactMap(\.subnet))?.gateway
  }

  private func recordNetwork(_ action: String, _ network: NetworkRecord) {
    record(
      .other("network", action, id: network.id, ["name": network.name, "type": network.driver], at: now()))
  }

  func network(named name: String) throws(EngineFault) -> NetworkRecord {
    guard let network = state.network(named: name) else {
      throw EngineFault(status: 404, message: "network \(name) not found")
    }
    return network
  }

  func inspectNetwork(_ name: String) throws(EngineFault) -> Network {
    let network = try network(named: name)
    return network.document(members: state.members(of: network))
  }

  /// The networks, without their members: a list does not tell them.
  func listNetworks(_ filters: FilterQuery) throws(EngineFault) -> [Network] {
    try filters.requireOnly(["dangling", "driver", "id", "label", "name", "scope", "type"])
    if let type = filters["type"]?.sorted().first(where: { !["builtin", "custom"].contains($0) }) {
      throw .badParameter("invalid filter: 'type'='\(type)'")
    }
    guard filters["dangling"]?.isSubset(of: ["0", "1", "false", "true"]) ?? true else {
      throw .badParameter(
        "invalid value for filter 'dangling', must be \"true\" (or \"1\"), or \"false\" (or \"0\")")
    }
    return state.networks.filter { network in
      let isUsed = state.containers.contains { $0.attachments.contains { $0.network == network.name } }
      return filters.allowsLabels(network.labels)
        && filters.allows("name") { network.name.contains($0) }
        && filters.allows("id") { network.id.contains($0) }
        && filters.allows("driver") { $0 == network.driver }
        && filters.allows("scope") { $0 == "local" }
        && filters.allows("type") { $0 == (network.isPredefined ? "builtin" : "custom") }
        && filters.allows("dangling") { ($0 == "true" || $0 == "1") == (!isUsed && !network.isPredefined) }
    }.map { $0.document(members: [:]) }
  }

  func removeNetwork(_ name: String) throws(EngineFault) {
    let network = try network(named: name)
    guard !network.isPredefined else {
      throw EngineFault(
        status: 403, message: "\(network.name) is a pre-defined network and cannot be removed")
    }
    guard state.members(of: network).isEmpty else {
      throw EngineFault(
        status: 403,
        message: "error while removing network: network \(network.name) id \(network.id) has active endpoints"
      )
    }
    try dropNetworks([network])
  }

  func pruneNetworks(_ filters: FilterQuery) throws(EngineFault) -> NetworksPruned {
    try filters.requireOnly(["label", "label!", "until"])
    let until = try filters.until(now: now())
    let unused = state.networks.filter { network in
      let isUsed = state.containers.contains { $0.attachments.contains { $0.network == network.name } }
      return !network.isPredefined && !isUsed && filters.allowsLabels(network.labels)
        && until.map { network.created < $0 } ?? true
    }
    try dropNetworks(unused)
    record(.other("network", "prune", id: "", ["reclaimed": "0"], at: now()))
    return NetworksPruned(networksDeleted: unused.isEmpty ? nil : unused.map(\.name))
  }

  private func dropNetworks(_ networks: [NetworkRecord]) throws(EngineFault) {
    guard !networks.isEmpty else { return }
    let ids = networks.map(\.id)
    try commit { (state) throws(EngineFault) in state.networks.removeAll { ids.contains($0.id) } }
    for network in networks { recordNetwork("destroy", network) }
  }

  /// Puts a container on one more network, at once if it runs.
  func connect(_ request: ConnectNetworkRequest, to name: String) throws(EngineFault) {
    let container = try state.container(named: request.container)
    let network = try network(named: name)
    try requireConnectable(container, network, at: request.endpointConfig?.ipamConfig?["IPv4Address"]?.string)
    guard !container.attachments.contains(where: { $0.network == network.name }) else {
      throw EngineFault(
        status: 403,
        message: "endpoint with name \(container.name.text) already exists in network \(network.name)")
    }
    var attachment = try Attachment(network: network.name, asked: request.endpointConfig)
    guard !network.isPredefined || attachment.aliases == nil else {
      throw .badParameter("network-scoped alias is supported only for containers in user defined networks")
    }
    if !network.isPredefined { attachment.aliases = (attachment.aliases ?? []) + [container.shortID] }
    if container.life.status.isActive { attachment = try place(attachment, on: network) }
    let added = attachment
    try update(container.id) { $0.attachments.append(added) }
    guard container.life.status.isActive else { return }
    plug(added, into: container)
    recordNetwork("connect", network, container.id)
  }

  private func requireConnectable(
    _ container: Container, _ network: NetworkRecord, at address: String?
  ) throws(EngineFault) {
    let names = container.attachments.map(\.network) + [network.name]
    guard network.name != "host" else {
      throw EngineFault(
        status: 403,
        message: "container cannot be disconnected from host network or connected to host network")
    }
    guard !names.contains("none") || names == ["none"] else {
      throw EngineFault(
        status: 403,
        message:
          "container cannot be connected to multiple networks with one of the networks in private (none) mode"
      )
    }
    guard (address ?? "").isEmpty || network.hasOwnSubnet == true || network.isPredefined else {
      throw .badParameter(
        "user specified IP address is supported only when connecting to networks with user configured subnets"
      )
    }
  }

  func disconnect(_ request: DisconnectNetworkRequest, from name: String) throws(EngineFault) {
    let network = try network(named: name)
    let container: Container
    do throws(EngineFault) {
      container = try state.container(named: request.container)
    } catch  where request.isForced {
      throw EngineFault(status: 404, message: "endpoint \(request.container) not found")
    }
    guard let attachment = container.attachments.first(where: { $0.network == network.name }) else {
      throw EngineFault(
        status: 500, message: "container \(container.id) is not connected to network \(network.name)")
    }
    try update(container.id) { $0.attachments.removeAll { $0.network == network.name } }
    guard container.life.status.isActive else { return }
    unplug(attachment, from: container)
    recordNetwork("disconnect", network, container.id)
  }
}
