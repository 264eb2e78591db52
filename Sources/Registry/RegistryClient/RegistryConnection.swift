import Basics
import HTTPClient
import OCI
import Synchronization

/// A registry that has answered, by the scheme that Docker's rules allow.
struct RegistryConnection: Sendable {
  /// `http://host-a:5000`.
  let base: String
  private let domain: String
  private let http: HTTPClient
  private let access: RegistryAccess
  /// How the registry wants to know who asks; `nil` when it does not.
  private let challenge: AuthenticationChallenge?
  /// The last token that a token server gave.
  private let token: Token

  /// What a token server gave, for all copies of a connection.
  private final class Token: Sendable {
    let value = Mutex<String?>(nil)
  }

  /// Whether requests carry what the registry asked for, as far as there is any.
  var isLoggedIn: Bool {
    switch challenge {
    case nil: false
    case .basic: access.credentials != nil
    case .bearer: true
    }
  }

  /// Reaches a registry: over TLS, and where plain HTTP is allowed over that if TLS fails.
  init(to domain: String, access: RegistryAccess, http: HTTPClient) async throws(RegistryClientError) {
    let isInsecure = access.isInsecure(domain)
    var failure = RegistryClientError(.unreachable, "no endpoints found for \(domain)")
    for scheme in isInsecure ? ["https", "http"] : ["https"] {
      let connection = Self(scheme, domain, access, http, challenge: nil)
      do throws(RegistryClientError) {
        self = try await connection.greeted()
        return
      } catch {
        failure = error
        guard error.kind == .unreachable else { break }
      }
    }
    throw failure
  }

  private init(
    _ scheme: String, _ domain: String, _ access: RegistryAccess, _ http: HTTPClient,
    challenge: AuthenticationChallenge?
  ) {
    base = "\(scheme)://\(domain)"
    self.domain = domain
    self.access = access
    self.http = http
    self.challenge = challenge
    token = Token()
  }

  /// Asks whether this is a registry; the same connection with what it asks for, if it asks who we are.
  private func greeted() async throws(RegistryClientError) -> Self {
    let reply = try await send(ClientRequest("GET", "\(base)/v2/"))
    switch reply.status {
    case 200: return self
    case 401:
      let scheme = base.hasPrefix("https") ? "https" : "http"
      return Self(scheme, domain, access, http, challenge: AuthenticationChallenge(reply) ?? .basic)
    default: throw RegistryClientError(status: reply.status, body: reply.body)
    }
  }

  /// Sends a request to this registry; asks its token server for a token first if it wants one.
  ///
  /// - Throws: an error of kind `unreachable` when there was no reply; any reply is a reply.
  func send(
    _ request: ClientRequest, receive: (@Sendable ([UInt8]) throws -> Void)? = nil
  ) async throws(RegistryClientError) -> ClientReply {
    // A registry may name other places, for the next page or for an upload; who asks is for itself alone.
    let isOurs = request.url.hasPrefix("\(base)/")
    let reply = try await sendOnce(request, authorization: isOurs ? authorization : nil, receive: receive)
    guard reply.status == 401, isOurs, case .bearer(let server)? = AuthenticationChallenge(reply),
      challenge != nil
    else {
      return reply
    }
    // The content of a stream is gone; those who send one have asked for the same permission before.
    if case .pieces = request.body { return reply }
    let token = try await token(from: server, for: request)
    self.token.value.withLock { $0 = token }
    return try await sendOnce(request, authorization: "Bearer \(token)", receive: receive)
  }

  private var authorization: String? {
    switch challenge {
    case nil: nil
    case .basic: basicAuthorization
    case .bearer: token.value.withLock { $0.map { "Bearer \($0)" } }
    }
  }

  private var basicAuthorization: String? {
    access.credentials.map { credentials in
      "Basic \(Base64.encoded(Array("\(credentials.username):\(credentials.password)".utf8)))"
    }
  }

  private func sendOnce(
    _ request: ClientRequest, authorization: String?, receive: (@Sendable ([UInt8]) throws -> Void)? = nil
  ) async throws(RegistryClientError) -> ClientReply {
    var request = request
    request.headers.append(("User-Agent", "docker/20.10.24 (dojo)"))
    if let authorization { request.headers.append(("Authorization", authorization)) }
    request.verifiesCertificate = !access.isInsecure(domain)
    request.connectTo = try await address(for: request)
    do throws(HTTPClientError) {
      return try await http.send(request, receive: receive)
    } catch {
      throw RegistryClientError(.unreachable, "\(Self.verb(request)): \(words(for: error))")
    }
  }

  /// Asks a token server (distribution project, "Token Authentication Specification").
  ///
  /// `request` is what the token is for; Docker names it when it gets none.
  private func token(
    from server: AuthenticationChallenge.TokenServer, for request: ClientRequest
  ) async throws(RegistryClientError) -> String {
    let query = ClientRequest("GET", server.url(account: access.credentials?.username))
    let reply = try await sendOnce(query, authorization: basicAuthorization)
    guard reply.status == 200 else {
      let reason = RegistryClientError(status: reply.status, body: reply.body)
      throw RegistryClientError(reason.kind, "\(Self.verb(request)): \(reason.message)")
    }
    let json = try? JSONValue(parsing: reply.body)
    guard let token = json?["token"]?.string ?? json?["access_token"]?.string else {
      throw RegistryClientError(
        .other, "\(Self.verb(request)): authorization server did not include a token in the response")
    }
    return token
  }

  /// Finds out whether the registry knows the user, in the words of `docker login` when it does not.
  func logIn() async throws(RegistryClientError) {
    let place = ClientRequest("GET", "\(base)/v2/")
    let reply = try await send(place)
    guard reply.status != 200 else { return }
    let words = reply.status == 401 ? " Unauthorized" : ""
    throw RegistryClientError(
      .unauthorized, "login attempt to \(place.url) failed with status: \(reply.status)\(words)")
  }

  /// Where to connect for a request.
  private func address(for request: ClientRequest) async throws(RegistryClientError) -> String? {
    guard request.url.hasPrefix("\(base)/") else { return nil }
    let authority = Authority(domain)
    let port = authority.port ?? (base.hasPrefix("https") ? 443 : 80)
    switch await access.dial(authority.host, port) {
    case .reachable(let host, let port): return host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
    case .noSuchHost:
      throw RegistryClientError(
        .unreachable, "\(Self.verb(request)): dial tcp: lookup \(authority.host): no such host")
    case .refused(let address):
      throw RegistryClientError(
        .unreachable, "\(Self.verb(request)): dial tcp \(address): connect: connection refused")
    }
  }

  /// How Go names a request in an error: `Get "https://host-a:5000/v2/"`.
  static func verb(_ request: ClientRequest) -> String {
    "\(request.method.prefix(1))\(request.method.dropFirst().lowercased()) \"\(request.url)\""
  }

  private func words(for error: HTTPClientError) -> String {
    switch error {
    case .couldNotResolve(let host): "dial tcp: lookup \(host): no such host"
    case .couldNotConnect(let address, _): "dial tcp \(address): connect: connection refused"
    case .timedOut: "net/http: request canceled while waiting for connection"
    case .closed: "EOF"
    case .serverSpeaksPlainHTTP: "http: server gave HTTP response to HTTPS client"
    case .tls(let words): "x509: \(words)"
    case .cancelled: "context canceled"
    case .tooLong, .bodyFailed, .other: error.summary.en
    }
  }
}
