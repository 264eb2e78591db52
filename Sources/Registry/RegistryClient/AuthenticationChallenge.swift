import HTTPClient

/// How a registry wants to know who asks (RFC 7235, section 4.1).
enum AuthenticationChallenge: Hashable, Sendable {
  /// By a name and a password.
  case basic
  /// By a token of a token server.
  case bearer(TokenServer)

  /// Where tokens are to be had, and for what.
  struct TokenServer: Hashable, Sendable {
    let realm: String
    let service: String?
    let scope: String?

    /// The URL that gives a token; a scope with spaces is several scopes.
    func url(account: String?) -> String {
      var fields = account.map { [("account", $0)] } ?? []
      if let service { fields.append(("service", service)) }
      for scope in scope?.split(separator: " ") ?? [] { fields.append(("scope", String(scope))) }
      let query = fields.map { "\($0.0)=\(Self.encoded($0.1))" }.joined(separator: "&")
      return query.isEmpty ? realm : "\(realm)\(realm.contains("?") ? "&" : "?")\(query)"
    }

    private static func encoded(_ text: String) -> String {
      let plain = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/,".utf8)
      return text.utf8.map { byte in
        guard !plain.contains(byte) else { return String(UnicodeScalar(byte)) }
        return "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }.joined()
    }
  }

  /// Reads the challenge of a reply; `nil` when it has none that we know.
  init?(_ reply: ClientReply) {
    let challenges = reply.headers.filter { $0.name.lowercased() == "www-authenticate" }.map(\.value)
    let bearer = challenges.lazy.compactMap { Self.fields($0, scheme: "bearer") }.first
    if let bearer, let realm = bearer["realm"] {
      self = .bearer(TokenServer(realm: realm, service: bearer["service"], scope: bearer["scope"]))
    } else if challenges.contains(where: { $0.lowercased().hasPrefix("basic") }) {
      self = .basic
    } else {
      return nil
    }
  }

  /// The parameters of a challenge of some scheme: `name="value"` with commas between.
  private static func fields(_ text: String, scheme: String) -> [String: String]? {
    guard text.lowercased().hasPrefix("\(scheme) ") else { return nil }
    var fields: [String: String] = [:]
    var rest = text.dropFirst(scheme.count + 1)
    while let mark = rest.firstIndex(of: "=") {
      let name = rest[..<mark].filter { $0 != " " && $0 != "," }.lowercased()
      rest = rest[rest.index(after: mark)...]
      fields[name] = rest.first == "\"" ? quoted(&rest) : word(&rest)
    }
    return fields
  }

  private static func quoted(_ rest: inout Substring) -> String {
    rest.removeFirst()
    var value = ""
    while let character = rest.popFirst(), character != "\"" {
      value.append(character == "\\" ? rest.popFirst() ?? character : character)
    }
    return value
  }

  private static func word(_ rest: inout Substring) -> String {
    let value = rest.prefix { $0 != "," && $0 != " " }
    rest = rest.dropFirst(value.count)
    return String(value)
  }
}
