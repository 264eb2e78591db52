/// An IPv4 network whose addresses are handed out from the lowest free one, as Docker's bridge does.
package struct Subnet: Hashable, Sendable, Codable {
  let base: UInt32
  let prefixLength: Int

  init(base: UInt32, prefixLength: Int) {
    self.prefixLength = prefixLength
    self.base = base & Self.mask(prefixLength)
  }

  /// Reads `172.17.0.0/16`.
  init?(parsing text: String) {
    let parts = text.split(separator: "/")
    guard parts.count == 2, let length = Int(parts[1]), (1...32).contains(length),
      let address = IPv4.parse(parts[0])
    else { return nil }
    self.init(base: address, prefixLength: length)
  }

  private static func mask(_ length: Int) -> UInt32 {
    length == 0 ? 0 : UInt32.max << UInt32(32 - length)
  }

  /// Whether it has an address for its bridge.
  var hasAddresses: Bool { prefixLength <= 30 }

  var text: String { "\(IPv4.text(base))/\(prefixLength)" }
  /// The first address: the bridge's own.
  var gateway: String { IPv4.text(base + 1) }

  func contains(_ address: UInt32) -> Bool { address & Self.mask(prefixLength) == base }

  /// Whether no container can have an address: the network's own, and the one that means all.
  func isReserved(_ address: UInt32) -> Bool {
    address == base || address == base | ~Self.mask(prefixLength)
  }

  /// The lowest address that is not taken, nor the bridge's; `nil` when all are.
  func freeAddress(taken: Set<String>, bridge: String? = nil, within range: Subnet? = nil) -> String? {
    let bridge = bridge ?? gateway
    return addresses(within: range).lazy.map(IPv4.text).first { $0 != bridge && !taken.contains($0) }
  }

  /// The address that a bridge gets when nobody chose one.
  func firstAddress(within range: Subnet?) -> String { IPv4.text(addresses(within: range).lowerBound) }

  private func addresses(within range: Subnet?) -> Range<UInt32> {
    let part = range ?? self
    let end = min(part.base | ~Self.mask(part.prefixLength), (base | ~Self.mask(prefixLength)) - 1)
    let first = max(part.base, base + 1)
    return first..<max(first, end) + 1
  }

  func overlaps(_ other: Subnet) -> Bool {
    let length = min(prefixLength, other.prefixLength)
    return base & Self.mask(length) == other.base & Self.mask(length)
  }

  /// What Docker gives to bridges: 172.17.0.0/16 to 172.31.0.0/16, then 192.168.0.0/20 to 192.168.240.0/20.
  private static let pools =
    (17...31).map { Subnet(base: 172 << 24 | $0 << 16, prefixLength: 16) }
    + (0...15).map { Subnet(base: 192 << 24 | 168 << 16 | $0 << 12, prefixLength: 20) }

  /// The network that Docker gives to the next bridge: the first free one behind the one that it gave last.
  static func next(avoiding taken: [Subnet], after last: Subnet?) -> Subnet? {
    let start = last.flatMap(pools.firstIndex).map { $0 + 1 } ?? 0
    return (pools[start...] + pools[..<start])
      .first { candidate in !taken.contains { $0.overlaps(candidate) } }
  }
}

enum IPv4 {
  static func parse(_ text: some StringProtocol) -> UInt32? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false).compactMap { UInt8($0) }
    guard parts.count == 4 else { return nil }
    return parts.reduce(0) { $0 << 8 | UInt32($1) }
  }

  static func text(_ address: UInt32) -> String {
    [24, 16, 8, 0].map { String(address >> $0 & 0xFF) }.joined(separator: ".")
  }

  /// The hardware address that Docker derives from an address: `02:42:ac:11:00:02`.
  static func hardwareAddress(of text: String) -> String {
    guard let address = parse(text) else { return "" }
    let bytes = [24, 16, 8, 0].map { (shift: UInt32) in
      let digits = String(address >> shift & 0xFF, radix: 16)
      return digits.utf8.count == 1 ? "0\(digits)" : digits
    }
    return (["02", "42"] + bytes).joined(separator: ":")
  }
}
