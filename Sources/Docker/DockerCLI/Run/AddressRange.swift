/// An IPv4 network in CIDR notation, as far as `docker network create` compares them.
struct AddressRange {
  private let base: UInt32
  private let length: UInt32

  /// Reads `10.2.0.0/16`, or an address alone; `nil` for anything else, IPv6 too.
  init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    let numbers = parts[0].split(separator: ".", omittingEmptySubsequences: false).compactMap { UInt8($0) }
    guard parts.count <= 2, numbers.count == 4, let length = parts.count == 2 ? UInt32(parts[1]) : 32,
      length <= 32
    else { return nil }
    base = numbers.reduce(0) { $0 << 8 | UInt32($1) }
    self.length = length
  }

  /// Whether the beginning of another lies in this one.
  func contains(_ other: Self) -> Bool {
    length == 0 || (base ^ other.base) >> (32 - length) == 0
  }
}

extension AddressRange {
  /// Refuses ranges and gateways that belong to no subnet, and subnets that overlap, in docker's words.
  static func requireOrder(
    subnets: [String], ranges: [String], gateways: [String]
  ) throws(CommandFailure) {
    guard subnets.count >= max(ranges.count, gateways.count) else {
      throw CommandFailure("every ip-range or gateway must have a corresponding subnet")
    }
    // A subnet is only read where something is compared with it.
    if !ranges.isEmpty || !gateways.isEmpty { try requireReadable(subnets) }
    for range in ranges where Self(range) == nil && !range.contains(":") {
      throw CommandFailure("invalid CIDR address: \(range)")
    }
    let known = subnets.compactMap(Self.init)
    // What is no IPv4 is the engine's to judge.
    guard known.count == subnets.count else { return }
    for (index, subnet) in known.enumerated() {
      guard !known[..<index].contains(where: { $0.contains(subnet) || subnet.contains($0) }) else {
        throw CommandFailure("multiple overlapping subnet configuration is not supported")
      }
    }
    for (kind, texts) in [("range", ranges), ("gateway", gateways)] {
      for text in texts {
        guard let range = Self(text), known.contains(where: { $0.contains(range) }) else {
          throw CommandFailure("no matching subnet for \(kind) \(text)")
        }
      }
    }
  }
}

extension AddressRange {
  /// Refuses what is no network.
  private static func requireReadable(_ subnets: [String]) throws(CommandFailure) {
    for subnet in subnets where Self(subnet) == nil && !subnet.contains(":") {
      throw CommandFailure("invalid subnet: invalid CIDR address: \(subnet)")
    }
  }

  /// Refuses addresses in none of the subnets, in docker's words.
  static func requireSubnets(_ subnets: [String], of addresses: [String]) throws(CommandFailure) {
    if !addresses.isEmpty { try requireReadable(subnets) }
    for address in addresses where !subnets.contains(where: { covers($0, address) }) {
      throw CommandFailure("no matching subnet for aux-address \(address)")
    }
  }

  /// Whether an address lies in a subnet, both as they were typed.
  static func covers(_ subnet: String, _ address: String) -> Bool {
    guard let subnet = Self(subnet), let address = Self(address) else { return false }
    return subnet.contains(address)
  }
}
