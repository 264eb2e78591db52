import Basics
import Credentials

/// A signed JSON Web Token (RFC 7519) as the distribution project's token servers issue it.
struct WebToken: Sendable {
  let user: String?
  let grants: AccessGrants
  /// In seconds since 1970.
  let expires: Int

  /// How far clocks may be apart, in seconds.
  static let leeway = 60

  /// What a token must say beside its signature.
  struct Rule: Sendable {
    let issuer: String
    let service: String
  }

  /// Why a token lets nobody in; for the log.
  enum Fault: String, Error {
    case malformed, unknownAlgorithm, unknownKey, wrongSignature, wrongIssuer, wrongAudience, expired,
      notYetValid
  }

  /// Reads a token and believes it if one of the keys signed it, by the rule, at this second.
  ///
  /// Keys that the token itself carries or points to are never used: whoever made it could have made them too.
  init(_ text: String, keys: KeySet, rule: Rule, at second: Int) throws(Fault) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 3, let header = Self.json(parts[0]), let signature = Base64.decoded(parts[2]),
      header["crit"] == nil
    else { throw .malformed }
    guard let algorithm = header["alg"]?.string.flatMap({ PublicKey.Algorithm(rawValue: $0) }) else {
      throw .unknownAlgorithm
    }
    let keys = keys.keys(for: algorithm, id: header["kid"]?.string)
    guard !keys.isEmpty else { throw .unknownKey }
    let signed = Array("\(parts[0]).\(parts[1])".utf8)
    guard keys.contains(where: { $0.verifies(signature, of: signed) }) else { throw .wrongSignature }
    guard let claims = Self.json(parts[1]) else { throw .malformed }
    try self.init(claims, rule: rule, at: second)
  }

  private init(_ claims: JSONValue, rule: Rule, at second: Int) throws(Fault) {
    guard claims["iss"]?.string == rule.issuer else { throw .wrongIssuer }
    guard Self.audience(claims).contains(rule.service) else { throw .wrongAudience }
    guard let expires = Self.second(claims["exp"]) else { throw .malformed }
    guard second - Self.leeway < expires else { throw .expired }
    if let start = claims["nbf"] {
      guard let start = Self.second(start) else { throw .malformed }
      guard second + Self.leeway >= start else { throw .notYetValid }
    }
    guard let grants = AccessGrants(claim: claims["access"] ?? .array([])) else { throw .malformed }
    user = claims["sub"]?.string.flatMap { $0.isEmpty ? nil : $0 }
    self.grants = grants
    self.expires = expires
  }

  private static func json(_ part: String) -> JSONValue? {
    Base64.decoded(part).flatMap { try? JSONValue(parsing: $0) }
  }

  private static func audience(_ claims: JSONValue) -> [String] {
    switch claims["aud"] {
    case .string(let one): [one]
    case .array(let several): several.compactMap(\.string)
    default: []
    }
  }

  /// A time of a token: a number of seconds that may have a fraction.
  private static func second(_ value: JSONValue?) -> Int? {
    guard case .number(let text) = value else { return nil }
    return Double(text).flatMap { Int(exactly: $0.rounded(.down)) }
  }
}
