import CCrypto

/// A public key that tells who signed a JSON Web Token (RFC 7518, sections 3.3 and 3.4).
package struct PublicKey: Hashable, Sendable {
  package enum Algorithm: String, Sendable, CaseIterable {
    /// RSASSA-PKCS1-v1_5 with SHA-256.
    case rs256 = "RS256"
    /// ECDSA on the curve P-256 with SHA-256.
    case es256 = "ES256"
  }

  package let algorithm: Algorithm
  /// SubjectPublicKeyInfo (RFC 5280, section 4.1) in DER.
  private let der: [UInt8]

  /// An RSA key of 2048 bits or more; `nil` for what is none.
  package init?(modulus: [UInt8], exponent: [UInt8]) {
    let modulus = Array(modulus.drop { $0 == 0 })
    guard modulus.count >= 256, modulus.count <= 2048, !exponent.isEmpty, exponent.count <= 8 else {
      return nil
    }
    let key = DER.sequence([DER.integer(modulus), DER.integer(exponent)])
    let rsaEncryption: [UInt8] = [0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x01]
    algorithm = .rs256
    der = DER.sequence([DER.sequence([rsaEncryption, DER.null]), DER.bitString(key)])
    guard isKey else { return nil }
  }

  /// A point on the curve P-256; `nil` for what is none.
  package init?(x: [UInt8], y: [UInt8]) {
    guard x.count == 32, y.count == 32 else { return nil }
    let ecPublicKey: [UInt8] = [0x06, 0x07, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01]
    let prime256: [UInt8] = [0x06, 0x08, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x03, 0x01, 0x07]
    algorithm = .es256
    der = DER.sequence([DER.sequence([ecPublicKey, prime256]), DER.bitString([0x04] + x + y)])
    guard isKey else { return nil }
  }

  /// Whether the owner of the key signed these bytes; the signature is in the form of JSON Web Signatures.
  package func verifies(_ signature: [UInt8], of message: [UInt8]) -> Bool {
    guard let signature = derSignature(signature) else { return false }
    return unsafe dojo_public_key_verifies(
      der, der.count, signature, signature.count, message, message.count) != 0
  }

  private var isKey: Bool { unsafe dojo_public_key_is_one(der, der.count) != 0 }

  /// JSON Web Signatures write the two numbers of an ECDSA signature one after the other, libcrypto as DER.
  private func derSignature(_ signature: [UInt8]) -> [UInt8]? {
    guard algorithm == .es256 else { return signature }
    guard signature.count == 64 else { return nil }
    return DER.sequence([DER.integer(Array(signature[..<32])), DER.integer(Array(signature[32...]))])
  }
}

/// The few forms of DER (ITU-T X.690) that keys and signatures are written in.
private enum DER {
  static let null: [UInt8] = [0x05, 0x00]

  static func sequence(_ parts: [[UInt8]]) -> [UInt8] { tagged(0x30, parts.flatMap { $0 }) }

  static func bitString(_ bytes: [UInt8]) -> [UInt8] { tagged(0x03, [0] + bytes) }

  /// A number that is not negative, most significant byte first.
  static func integer(_ bytes: [UInt8]) -> [UInt8] {
    let digits = Array(bytes.drop { $0 == 0 })
    let isSigned = digits.first.map { $0 >= 0x80 } ?? true
    return tagged(0x02, (isSigned ? [0] : []) + digits)
  }

  private static func tagged(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
    let count = content.count
    let length: [UInt8] =
      switch count {
      case ..<0x80: [UInt8(count)]
      case ..<0x100: [0x81, UInt8(count)]
      default: [0x82, UInt8(count >> 8), UInt8(count & 0xFF)]
      }
    return [tag] + length + content
  }
}
