import Basics
import Credentials

/// The public keys of those who may sign tokens: a JSON Web Key Set (RFC 7517).
struct KeySet: Sendable {
  struct Entry: Sendable {
    let id: String?
    let key: PublicKey
  }

  private(set) var entries: [Entry] = []

  /// Takes the RSA and P-256 keys for signatures; others are passed over.
  ///
  /// - Throws: `KeySetError`.
  init(_ bytes: [UInt8], path: String) throws(KeySetError) {
    let json: JSONValue
    do {
      json = try JSONValue(parsing: bytes)
    } catch {
      throw .notKeys(path: path, reason: "not JSON: \(error.reason) at byte \(error.offset)")
    }
    guard case .array(let keys)? = json["keys"] else {
      throw .notKeys(path: path, reason: "no \"keys\" list")
    }
    entries = keys.compactMap { Self.entry($0) }
    guard !entries.isEmpty else { throw .notKeys(path: path, reason: "no key for RS256 or ES256") }
  }

  private static func entry(_ json: JSONValue) -> Entry? {
    func number(_ name: String) -> [UInt8]? { json[name]?.string.flatMap { Base64.decoded($0) } }
    guard json["use"]?.string ?? "sig" == "sig" else { return nil }
    let key: PublicKey?
    switch (json["kty"]?.string, json["crv"]?.string) {
    case ("RSA", _):
      key = number("n").flatMap { n in number("e").flatMap { PublicKey(modulus: n, exponent: $0) } }
    case ("EC", "P-256"): key = number("x").flatMap { x in number("y").flatMap { PublicKey(x: x, y: $0) } }
    default: key = nil
    }
    guard let key, json["alg"]?.string ?? key.algorithm.rawValue == key.algorithm.rawValue else { return nil }
    return Entry(id: json["kid"]?.string, key: key)
  }

  /// The keys that a token with this header may be signed with.
  func keys(for algorithm: PublicKey.Algorithm, id: String?) -> [PublicKey] {
    entries.filter { $0.key.algorithm == algorithm && (id == nil || $0.id == nil || $0.id == id) }.map(\.key)
  }
}

/// Why a key set cannot be used.
package enum KeySetError: UserFacingError, Equatable {
  case unreadable(SystemError)
  case notKeys(path: String, reason: String)

  package var summary: Phrase {
    switch self {
    case .unreadable(let error): error.summary
    case .notKeys(let path, let reason):
      Phrase(en: "\(path) is no key set: \(reason)", ja: "\(path) は鍵セットとして読めません: \(reason)")
    }
  }

  package var remedy: Phrase? {
    Phrase(
      en: "Give the JSON Web Key Set of the server that signs the tokens (RFC 7517), with RSA or P-256 keys.",
      ja: "トークンに署名するサーバーの JSON Web Key Set（RFC 7517、RSA または P-256 の鍵）を指定してください。")
  }

  package var exitCode: ExitCode { .undetermined }
}
