import Basics
import HTTPServer

/// Lets in whoever a password file knows, and lets them do everything.
package struct PasswordGate: AccessGate {
  let passwords: PasswordFile
  let realm: String

  package init(passwords: PasswordFile, realm: String) {
    self.passwords = passwords
    self.realm = realm
  }

  package func admit(
    _ request: HTTPRequest, for wishes: [AccessWish]
  ) async throws(RegistryFailure) -> Visitor {
    guard case .basic(let credentials) = Authorization(request) else {
      throw refusal(wishes, nil, "invalid authorization credential")
    }
    switch await passwords.verdict(on: credentials) {
    case .accepted: return .named(credentials.name)
    case .refused: throw refusal(wishes, credentials.name, "authentication failure")
    case .busy: throw .busy
    }
  }

  private func refusal(_ wishes: [AccessWish], _ name: String?, _ reason: String) -> RegistryFailure {
    var failure = RegistryFailure.unauthorized(wishes, challenge: Challenge.basic(realm: realm))
    failure.visitor = .refused(
      name: name, reason: "basic authentication challenge for realm \"\(realm)\": \(reason)")
    return failure
  }
}

/// What a `WWW-Authenticate` field says (RFC 7235, section 4.1).
enum Challenge {
  static func basic(realm: String) -> String { "Basic realm=\(quoted(realm))" }

  /// The distribution project's token challenge.
  static func bearer(realm: String, service: String, _ wishes: [AccessWish], error: String? = nil) -> String {
    var fields = [("realm", realm), ("service", service)]
    if !wishes.isEmpty { fields.append(("scope", wishes.map(\.scope).joined(separator: " "))) }
    if let error { fields.append(("error", error)) }
    return "Bearer " + fields.map { "\($0.0)=\(quoted($0.1))" }.joined(separator: ",")
  }

  private static func quoted(_ text: String) -> String {
    "\"" + text.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : "\($0)" }.joined() + "\""
  }
}
