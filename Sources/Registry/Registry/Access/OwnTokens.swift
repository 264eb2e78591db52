import Basics
import Credentials

/// Tokens that only this run of the registry can make and read.
struct OwnTokens: Sendable {
  /// What a token says.
  struct Pass: Equatable, Sendable {
    /// `nil` for somebody without a name.
    var user: String?
    var grants: AccessGrants
    /// In seconds since 1970.
    var expires: Int
  }

  private let digest = KeyedDigest()

  func issue(_ pass: Pass) -> String {
    let claims: JSONValue = [
      "sub": pass.user.map { .string($0) } ?? .null, "access": pass.grants.claim,
      "exp": .number(String(pass.expires)),
    ]
    let bytes = claims.utf8()
    return "\(Self.text(bytes)).\(Self.text(digest(bytes)))"
  }

  /// What a token says; `nil` if it is none of ours, or no longer good.
  func read(_ token: String, at second: Int) -> Pass? {
    let parts = token.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, let bytes = Base64.decoded(String(parts[0])),
      let seal = Base64.decoded(String(parts[1])), SecretBytes.areEqual(seal, digest(bytes)),
      let claims = try? JSONValue(parsing: bytes), let expires = claims["exp"]?.int, expires > second,
      let grants = claims["access"].flatMap({ AccessGrants(claim: $0) })
    else { return nil }
    return Pass(user: claims["sub"]?.string, grants: grants, expires: expires)
  }

  private static func text(_ bytes: [UInt8]) -> String {
    String(Base64.encoded(bytes, isForURL: true).prefix { $0 != "=" })
  }
}
