import Basics
import HTTPServer

/// Lets everybody pull, and whoever a password file knows do everything.
///
/// Docker asks for a name and a password only where a registry turns it away first, and then has none to show who
/// only pulls. So the registry hands out tokens itself: to those with a password, and, for pulling, to all others.
package struct OpenPullGate: AccessGate {
  /// Where tokens are handed out, beside the distribution API.
  package static let path = "/token"
  /// How long a token is good for, in seconds.
  private static let lifetime = 300

  private let passwords: PasswordFile
  private let service: String
  private let now: @Sendable () -> Timestamp
  private let tokens = OwnTokens()

  /// `service` is what the registry calls itself in its challenges.
  package init(passwords: PasswordFile, service: String, now: @escaping @Sendable () -> Timestamp) {
    self.passwords = passwords
    self.service = service
    self.now = now
  }

  package func admit(
    _ request: HTTPRequest, for wishes: [AccessWish]
  ) async throws(RegistryFailure) -> Visitor {
    switch Authorization(request) {
    case .none where !wishes.isEmpty && wishes.allSatisfy(\.isPull): return .anonymous
    case .none, .unusable: throw refusal(request, wishes, nil, "invalid authorization credential")
    case .basic(let credentials):
      switch await passwords.verdict(on: credentials) {
      case .accepted: return .named(credentials.name)
      case .refused: throw refusal(request, wishes, nil, "authentication failure", of: credentials.name)
      case .busy: throw .busy
      }
    case .bearer(let token):
      guard let pass = tokens.read(token, at: now().seconds) else {
        throw refusal(request, wishes, "invalid_token", "invalid token")
      }
      guard pass.grants.cover(wishes) else {
        throw refusal(request, wishes, "insufficient_scope", "insufficient scope")
      }
      return pass.user.map { .named($0) } ?? .anonymous
    }
  }

  private func refusal(
    _ request: HTTPRequest, _ wishes: [AccessWish], _ error: String?, _ reason: String, of name: String? = nil
  ) -> RegistryFailure {
    let realm = request.ownURL + Self.path
    var failure = RegistryFailure.unauthorized(
      wishes, challenge: Challenge.bearer(realm: realm, service: service, wishes, error: error))
    failure.visitor = .refused(name: name, reason: reason)
    return failure
  }

  package func answer(_ request: HTTPRequest) async -> HTTPReply? {
    guard request.path == Self.path else { return nil }
    switch request.method {
    case "GET": return await token(for: Authorization(request), scopes: request.query.values("scope"))
    case "POST":
      guard let form = await Self.form(of: request) else { return Self.complaint("invalid_request") }
      guard form["grant_type"] == "password", let name = form["username"], let password = form["password"]
      else {
        return Self.complaint("unsupported_grant_type")
      }
      return await token(
        for: .basic(BasicCredentials(name: name, password: password)), scopes: form.values("scope"))
    default:
      return HTTPReply(405, headers: ["Allow": "GET, POST"])
    }
  }

  private static func form(of request: HTTPRequest) async -> Query? {
    guard let body = try? await request.body.collect(upTo: 16 * 1024) else { return nil }
    return String(validating: body, as: UTF8.self).flatMap { Query($0) }
  }

  /// An error of a token request, in the form of RFC 6749, section 5.2.
  private static func complaint(_ code: String) -> HTTPReply {
    RegistryService.json(["error": .string(code)], status: 400)
  }

  private func token(for authorization: Authorization, scopes: [String]) async -> HTTPReply {
    let asked = AccessGrants(scopes: scopes)
    switch authorization {
    case .none: return reply(OwnTokens.Pass(user: nil, grants: asked.pullOnly, expires: 0))
    case .basic(let credentials):
      switch await passwords.verdict(on: credentials) {
      case .accepted: return reply(OwnTokens.Pass(user: credentials.name, grants: asked, expires: 0))
      case .refused: break
      case .busy: return RegistryFailure.busy.reply
      }
    case .bearer, .unusable: break
    }
    return RegistryFailure.wrongPassword(challenge: Challenge.basic(realm: service)).reply
  }

  private func reply(_ pass: OwnTokens.Pass) -> HTTPReply {
    let moment = now()
    var pass = pass
    pass.expires = moment.seconds + Self.lifetime
    let token = JSONValue.string(tokens.issue(pass))
    var reply = RegistryService.json([
      "token": token, "access_token": token, "expires_in": .number("\(Self.lifetime)"),
      "issued_at": .string(moment.wholeSecondText),
    ])
    reply.headers["Cache-Control"] = "no-store"
    return reply
  }
}

extension HTTPRequest {
  /// The URL of this server as the client sees it, without a slash at its end.
  var ownURL: String {
    let isHost = { (byte: UInt8) in
      (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
        || [
          UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: ":"), UInt8(ascii: "["), UInt8(ascii: "]"),
          UInt8(ascii: "_"),
        ].contains(byte)
    }
    let named = headers["Host"].flatMap { $0.utf8.allSatisfy(isHost) && !$0.isEmpty ? $0 : nil }
    let host = named ?? connection.local?.description ?? "localhost"
    let isSecure = connection.isEncrypted || headers["X-Forwarded-Proto"]?.lowercased() == "https"
    return "\(isSecure ? "https" : "http")://\(host)"
  }
}
