import CCrypto

/// Bytes that an attacker would like to guess.
package enum SecretBytes {
  /// Whether both are the same, in a time that does not tell how much of them is.
  package static func areEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    guard left.count == right.count else { return false }
    return unsafe dojo_secret_equal(left, right, left.count) != 0
  }

  /// Bytes that nobody can foresee.
  package static func random(count: Int) -> [UInt8] {
    var system = SystemRandomNumberGenerator()
    return (0..<count).map { _ in UInt8.random(in: 0 ... .max, using: &system) }
  }
}

/// Digests that only the holder of a key can make (HMAC-SHA256, RFC 2104).
package struct KeyedDigest: Sendable {
  private let key: [UInt8]

  /// Takes a key; by default one of this process that nobody else ever learns.
  package init(key: [UInt8] = SecretBytes.random(count: 32)) {
    self.key = key
  }

  /// The digest of some bytes: 32 bytes.
  package func callAsFunction(_ bytes: [UInt8]) -> [UInt8] {
    var value = [UInt8](repeating: 0, count: 32)
    let made = unsafe dojo_keyed_digest(key, key.count, bytes, bytes.count, &value)
    precondition(made != 0, "libcrypto has no memory for a digest")
    return value
  }
}
