import Basics

/// The identity of content: an algorithm and the lower-case hexadecimal value it gave.
package struct Digest: Hashable, Sendable, CustomStringConvertible {
  /// The algorithms registered by the OCI image specification that dojo can compute.
  package enum Algorithm: String, Sendable, CaseIterable {
    case sha256
    case sha512

    /// Length of the value in hexadecimal digits.
    package var hexLength: Int {
      switch self {
      case .sha256: 64
      case .sha512: 128
      }
    }
  }

  package let algorithm: Algorithm
  /// The value: `algorithm.hexLength` digits of `0-9a-f`.
  package let hex: String

  /// Reads `sha256:<64 hex>` or `sha512:<128 hex>`.
  package init(parsing text: some StringProtocol) throws(DigestError) {
    // Code for one type: what is generic across modules is several times slower.
    try self.init(text: String(text))
  }

  private init(text: String) throws(DigestError) {
    guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else { throw .malformed(text) }
    let hex = text[text.utf8.index(after: colon)...]
    guard let algorithm = Algorithm(rawValue: String(text[..<colon])) else {
      throw .unsupportedAlgorithm(text)
    }
    guard hex.utf8.count == algorithm.hexLength else { throw .wrongLength(text) }
    guard hex.utf8.allSatisfy({ $0.isLowerHexDigit }) else { throw .malformed(text) }
    self.algorithm = algorithm
    self.hex = String(hex)
  }

  init(algorithm: Algorithm, bytes: some Sequence<UInt8>) {
    let digits = Array("0123456789abcdef".utf8)
    self.algorithm = algorithm
    hex = String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }

  package var description: String { "\(algorithm.rawValue):\(hex)" }

  /// The first twelve digits: how Docker's tables show an identity.
  package var shortHex: String { String(hex.prefix(12)) }
}

/// Why a text is no digest, in the words of docker.
package enum DigestError: Error, Equatable, Sendable, CustomStringConvertible {
  case malformed(String)
  case unsupportedAlgorithm(String)
  case wrongLength(String)

  package var description: String {
    switch self {
    case .malformed: "invalid checksum digest format"
    case .unsupportedAlgorithm: "unsupported digest algorithm"
    case .wrongLength: "invalid checksum digest length"
    }
  }
}

extension Digest: Codable {
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    do {
      try self.init(parsing: text)
    } catch {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "\(error): \(text)")
    }
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

extension Digest: Comparable {
  package static func < (left: Self, right: Self) -> Bool { left.description < right.description }
}
