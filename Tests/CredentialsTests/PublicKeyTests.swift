import Testing

@testable import Credentials

@Suite struct `Public keys` {
  @Test func `that are too short, or no keys at all, are none`() {
    let short = [UInt8](repeating: 0xC5, count: 128)
    #expect(PublicKey(modulus: short, exponent: [1, 0, 1]) == nil)
    #expect(PublicKey(modulus: [], exponent: []) == nil)
    #expect(PublicKey(modulus: [UInt8](repeating: 0xC5, count: 4096), exponent: [1, 0, 1]) == nil)
    // A point that is not on the curve would let an attacker learn, or forge.
    let one = [UInt8](repeating: 0, count: 31) + [1]
    #expect(PublicKey(x: one, y: one) == nil)
    #expect(PublicKey(x: [], y: []) == nil)
  }
}
