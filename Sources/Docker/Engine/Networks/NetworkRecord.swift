import Basics
import DockerAPI

/// A network of a practice machine, as it is kept on disk.
struct NetworkRecord: Codable, Hashable, Sendable {
  let id: String
  let name: String
  /// `bridge`, `host` or `null`.
  let driver: String
  private let creation: StoredTime
  let subnet: Subnet?
  /// The gateway as the learner gave it; Docker prints none for a subnet given without.
  let gateway: String?
  let options: [String: String]
  let labels: [String: String]
  let isInternal: Bool
  let isAttachable: Bool
  /// Whether somebody chose the subnet; absent in records of before.
  let hasOwnSubnet: Bool?
  /// The part of the subnet whose addresses are handed out; `nil` for all of it.
  let range: Subnet?
  /// The subnet as it was given, which may be the address of a computer in it.
  var subnetText: String?
  /// Addresses that are never handed out, by what they are for.
  var reserved: [String: String]?
  /// Options of what hands the addresses out.
  var addressOptions: [String: String]?
  /// Whether it only holds settings for others.
  var isConfigurationOnly: Bool?
  /// The network whose settings it has taken over.
  var configurationSource: String?

  init(
    id: String, name: String, driver: String, created: Timestamp, subnet: Subnet? = nil,
    gateway: String? = nil,
    options: [String: String] = [:], labels: [String: String] = [:], isInternal: Bool = false,
    isAttachable: Bool = false, hasOwnSubnet: Bool = false, range: Subnet? = nil
  ) {
    self.id = id
    self.name = name
    self.driver = driver
    creation = StoredTime(created)
    self.subnet = subnet
    self.gateway = gateway
    self.options = options
    self.labels = labels
    self.isInternal = isInternal
    self.isAttachable = isAttachable
    self.hasOwnSubnet = hasOwnSubnet
    self.range = range
  }

  /// What containers cannot have: the bridge's own address, and what was set aside.
  var setAside: Set<String> { Set((reserved ?? [:]).values) }
  /// The name of its bridge on a Docker Engine's computer.
  var bridgeName: String { options["com.docker.network.bridge.name"] ?? "br-\(id.prefix(12))" }

  /// Whether Docker made it itself and will not remove it.
  var isPredefined: Bool { ["bridge", "host", "none"].contains(name) }
  /// The bridge's own address; empty for a network without one.
  var bridgeAddress: String { gateway ?? subnet?.firstAddress(within: range) ?? "" }
  var created: Timestamp { creation.time }

  /// The three networks that every Docker Engine has.
  static func predefined(at now: Timestamp, chance: Chance) -> [NetworkRecord] {
    let bridge = Subnet(base: 172 << 24 | 17 << 16, prefixLength: 16)
    let options = [
      "com.docker.network.bridge.default_bridge": "true",
      "com.docker.network.bridge.enable_icc": "true",
      "com.docker.network.bridge.enable_ip_masquerade": "true",
      "com.docker.network.bridge.host_binding_ipv4": "0.0.0.0",
      "com.docker.network.bridge.name": "docker0",
      "com.docker.network.driver.mtu": "1500",
    ]
    return [
      NetworkRecord(
        id: Identifier.random(chance), name: "bridge", driver: "bridge", created: now, subnet: bridge,
        gateway: bridge.gateway, options: options),
      NetworkRecord(id: Identifier.random(chance), name: "host", driver: "host", created: now),
      NetworkRecord(id: Identifier.random(chance), name: "none", driver: "null", created: now),
    ]
  }

  func document(members: SortedMap<NetworkMember>) -> Network {
    let pool = subnet.map { subnet in
      AddressPool(
        subnet: subnetText ?? subnet.text, ipRange: range?.text, gateway: gateway,
        auxiliaryAddresses: reserved.map { Labels($0) })
    }
    return Network(
      name: name, id: id, created: created.text, driver: driver,
      ipam: AddressManagement(
        options: addressOptions.map { Labels($0) }, config: pool.map { [$0] } ?? []),
      isInternal: isInternal, isAttachable: isAttachable,
      configFrom: NetworkConfigSource(network: configurationSource ?? ""),
      isConfigurationOnly: isConfigurationOnly ?? false, containers: members, options: Labels(options),
      labels: Labels(labels))
  }
}
