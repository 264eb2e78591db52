/// A range of IPv4 addresses: `192.168.0.0/16`.
struct IPv4Range: Sendable {
  private let address: UInt32
  private let mask: UInt32

  /// This computer's own addresses, `127.0.0.0/8`.
  static let loopback = Self(address: 127 << 24, bits: 8)

  /// Reads an address, a slash and a number of bits; `nil` for anything else.
  init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let bits = UInt32(parts[1]), bits <= 32, let address = Self.address(parts[0])
    else { return nil }
    self.init(address: address, bits: bits)
  }

  private init(address: UInt32, bits: UInt32) {
    mask = bits == 0 ? 0 : UInt32.max << (32 - bits)
    self.address = address & mask
  }

  func contains(_ host: String) -> Bool {
    Self.address(host).map { $0 & mask == address } ?? false
  }

  private static func address(_ text: some StringProtocol) -> UInt32? {
    let bytes = text.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
    guard bytes.count == 4 else { return nil }
    return bytes.reduce(UInt32?(0)) { sum, byte in
      guard let sum, let byte else { return nil }
      return sum << 8 | UInt32(byte)
    }
  }
}
