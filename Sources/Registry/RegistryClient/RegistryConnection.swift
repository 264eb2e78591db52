import Basics
import HTTPClient
import OCI

/// A registry that has answered, by the scheme that Docker's rules allow.
struct RegistryConnection: Sendable {
  /// `http://host-a:5000`.
  let base: String
  private let domain: String
  private let http: HTTPClient
  private let access: RegistryAccess
  private let authorization: String?

  /// Whether requests carry a user name and password.
  var isLoggedIn: Bool { authorization != nil }

  /// Reaches a registry: over TLS, and where plain HTTP is allowed over that if TLS fails.
  init(to domain: String, access: RegistryAccess, http: HTTPClient) async throws(RegistryClientError) {
    let isInsecure = access.isInsecure(domain)
    var failure = RegistryClientError(.unreachable, "no endpoints found for \(domain)")
    for scheme in isInsecure ? ["https", "http"] : ["https"] {
      let connection = Self(scheme, domain, access, http, authorization: nil)
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
    _ scheme: String, _ domain: String, _ access: RegistryAccess, _ http: HTTPClient, authorization: String?
  ) {
    base = "\(scheme)://\(domain)"
    self.domain = domain
    self.access = access
    self.http = http
    self.authorization = authorization
  }

  /// Asks whether this is a registry; the same connection with credentials if it asks for them.
  private func greeted() async throws(RegistryClientError) -> Self {
    let reply = try await send(ClientRequest("GET", "\(base)/v2/"))
    switch reply.status {
    case 200: return self
    case 401:
      guard let credentials = access.credentials else { return self }
      let scheme = base.hasPrefix("https") ? "https" : "http"
      let token = Base64.encoded(Array("\(credentials.username):\(credentials.password)".utf8))
      return Self(scheme, domain, access, http, authorization: "Basic \(token)")
    default: throw RegistryClientError(status: reply.status, body: reply.body)
    }
  }

  /// Sends a request to this registry.
  ///
  /// - Throws: an error of kind `unreachable` when there was no reply; any reply is a reply.
  func send(
    _ request: ClientRequest, receive: (@Sendable ([UInt8]) throws -> Void)? = nil
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
