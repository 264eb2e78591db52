import OCI

/// What a client of registries needs to know besides the name of one.
package struct RegistryAccess: Sendable {
  /// Registries (`host:port` as images are named, or a range of addresses) that may be spoken to over plain HTTP.
  package let insecureRegistries: [String]
  package let credentials: Credentials?
  package let dial: Dial

  /// A user of a registry and the password.
  package struct Credentials: Sendable, Hashable {
    package let username: String
    package let password: String

    package init(username: String, password: String) {
      self.username = username
      self.password = password
    }
  }

  package init(insecureRegistries: [String] = [], credentials: Credentials? = nil, dial: @escaping Dial) {
    self.insecureRegistries = insecureRegistries
    self.credentials = credentials
    self.dial = dial
  }

  /// Docker's rule: loopback names and the registries listed may be spoken to over plain HTTP, all others need TLS.
  func isInsecure(_ domain: String) -> Bool {
    let host = Authority(domain).host
    return host == "localhost" || host == "::1" || IPv4Range.loopback.contains(host)
      || insecureRegistries.contains { entry in
        entry == domain || IPv4Range(entry)?.contains(host) == true
      }
  }
}

/// The host and the port of a registry.
struct Authority: Sendable, Hashable {
  /// Without the brackets of an IPv6 address.
  let host: String
  let port: Int?

  init(_ domain: String) {
    if let colon = domain.lastIndex(of: ":"), !domain.hasSuffix("]"),
      let port = Int(domain[domain.index(after: colon)...])
    {
      self.port = port
      host = domain[..<colon].filter { $0 != "[" && $0 != "]" }
    } else {
      port = nil
      host = domain.filter { $0 != "[" && $0 != "]" }
    }
  }
}
