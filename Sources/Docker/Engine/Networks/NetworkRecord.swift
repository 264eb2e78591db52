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
    Network(
      name: name, id: id, created: created.text, driver: driver,
      ipam: AddressManagement(
        options: isPredefined ? nil : [:],
        config: subnet.map { [AddressPool(subnet: $0.text, ipRange: range?.text, gateway: gateway)] } ?? []),
      isInternal: isInternal, isAttachable: isAttachable, containers: members, options: Labels(options),
      labels: Labels(labels))
  }
}
