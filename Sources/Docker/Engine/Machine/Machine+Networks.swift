import Basics
import DockerAPI

extension Machine {
  func recordNetwork(_ action: String, _ network: NetworkRecord) {
    record(
      .other("network", action, id: network.id, ["name": network.name, "type": network.driver], at: now()))
  }

  func network(named name: String) throws(EngineFault) -> NetworkRecord {
    let count = state.networks.count { $0.name == name }
    guard count < 2 else {
      throw .badParameter("\(count) matches found based on name: network \(name) is ambiguous")
    }
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
      throw .system("invalid filter: 'type'='\(type)'")
    }
    guard filters["dangling"]?.isSubset(of: ["0", "1", "false", "true"]) ?? true else {
      throw .badParameter(
        "invalid value for filter 'dangling', must be \"true\" (or \"1\"), or \"false\" (or \"0\")")
    }
    return state.networks.filter { network in
      filters.allowsLabels(network.labels)
        && filters.allowsMatch("name", network.name) && filters.allowsMatch("id", network.id)
        && filters.allows("driver") { $0 == network.driver }
        && filters.allows("scope") { $0 == "local" }
        && filters.allows("type") { $0 == (network.isPredefined ? "builtin" : "custom") }
        // Docker does not know in a list what is on a network, and takes all that somebody made for unused.
        && filters.allows("dangling") { ($0 == "true" || $0 == "1") != network.isPredefined }
    }.map { $0.document(members: [:]) }
  }

  func removeNetwork(_ name: String) throws(EngineFault) {
    let count = state.networks.count { $0.name == name }
    guard count < 2 else {
      throw .badParameter("network \(name) is ambiguous (\(count) matches found based on name)")
    }
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
    guard !state.networks.contains(where: { $0.configurationSource == network.name }) else {
      throw EngineFault(
        status: 403,
        message: "error while removing network: configuration network \"\(network.name)\" is in use")
    }
    try dropNetworks([network])
  }

  func pruneNetworks(_ filters: FilterQuery) throws(EngineFault) -> NetworksPruned {
    try filters.requireOnly(["label", "label!", "until"])
    let until = try filters.until(now: now())
    let unused = state.networks.filter { network in
      // Docker counts only the containers that run.
      let isUsed = !state.members(of: network).values.isEmpty
      return !network.isPredefined && !isUsed && filters.allowsForPruning(network.labels)
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
  func connect(_ request: ConnectNetworkRequest, to name: String) async throws(EngineFault) {
    let container = try state.container(named: request.container)
    let isActive = container.life.status.isActive
    guard isActive || state.network(named: name) != nil else {
      return try note(request, of: container, as: name)
    }
    let network = try network(named: name)
    try requireConnectable(container, network, request.endpointConfig)
    // Of a container that does not run, nothing is looked at more closely before its start.
    guard isActive else {
      guard !container.attachments.contains(where: { $0.network == network.name }) else { return }
      return try note(request, of: container, as: network.name)
    }
    guard !container.attachments.contains(where: { $0.network == network.name }) else {
      throw EngineFault(
        status: 403,
        message: "endpoint with name \(container.name.text) already exists in network \(network.name)")
    }
    var attachment = try Attachment(network: network.name, asked: request.endpointConfig)
    if !network.isPredefined { attachment.aliases = (attachment.aliases ?? []) + [container.shortID] }
    attachment = try place(attachment, on: network)
    let added = attachment
    try update(container.id) { $0.attachments.append(added) }
    do throws(EngineFault) {
      try await publishAgain(state.container(named: container.id), on: network)
    } catch {
      try update(container.id) { $0.attachments.removeAll { $0.network == network.name } }
      throw error
    }
    plug(added, into: container)
    recordNetwork("connect", network, container.id)
  }

  /// Keeps the wish of a container that does not run for a network, which need not be there; its start finds out.
  private func note(
    _ request: ConnectNetworkRequest, of container: Container, as name: String
  ) throws(EngineFault) {
    var wish = Attachment(network: name, aliases: request.endpointConfig?.aliases)
    wish.wishedAddress = request.endpointConfig?.ipamConfig?["IPv4Address"]?.string
    wish.links = request.endpointConfig?.links
    if let network = state.network(named: name), !network.isPredefined {
      wish.aliases = (wish.aliases ?? []) + [container.shortID]
    }
    let noted = wish
    try update(container.id) { container in
      container.attachments.removeAll { $0.network == name }
      container.attachments.append(noted)
    }
  }

  private func requireConnectable(
    _ container: Container, _ network: NetworkRecord, _ asked: EndpointSettings?
  ) throws(EngineFault) {
    let isAddressed = asked?.ipamConfig?["IPv4Address"]?.string?.isEmpty == false
    guard !isAddressed || !network.isPredefined else {
      throw .badParameter("user specified IP address is supported on user defined networks only")
    }
    guard !network.isPredefined || asked?.aliases?.isEmpty ?? true else {
      throw .badParameter("network-scoped alias is supported only for containers in user defined networks")
    }
    guard !isAddressed || network.hasOwnSubnet == true else {
      throw .badParameter(
        "user specified IP address is supported only when connecting to networks with user configured subnets"
      )
    }
    // Of those that are not there, Docker asks nothing.
    let names =
      container.attachments.map(\.network).filter { state.network(named: $0) != nil } + [network.name]
    guard network.name != "host" else {
      throw EngineFault(
        status: 400,
        message: "container cannot be disconnected from host network or connected to host network")
    }
    guard !names.contains("none") || names == ["none"] else {
      throw EngineFault(
        status: 403,
        message:
          "container cannot be connected to multiple networks with one of the networks in private (none) mode"
      )
    }
  }

  func disconnect(_ request: DisconnectNetworkRequest, from name: String) async throws(EngineFault) {
    let container: Container
    do throws(EngineFault) {
      container = try state.container(named: request.container)
    } catch  where request.isForced {
      _ = try network(named: name)
      throw EngineFault(status: 404, message: "endpoint \(request.container) not found")
    }
    let isActive = container.life.status.isActive
    let known = state.network(named: name)
    // One that is not there can be taken off a container that does not run, and by force off any.
    if known == nil, isActive, !request.isForced { _ = try network(named: name) }
    let isKept = !isActive || known == nil
    let ownName = known?.name ?? name
    guard let attachment = container.attachments.first(where: { $0.network == ownName }) else {
      throw .system(
        "container \(container.id) is not connected to \(isKept ? "the " : "")network \(ownName)")
    }
    try update(container.id) { $0.attachments.removeAll { $0.network == ownName } }
    guard isActive, let known else { return }
    await unpublish(container, after: attachment)
    unplug(attachment, from: container)
    recordNetwork("disconnect", known, container.id)
  }
}
