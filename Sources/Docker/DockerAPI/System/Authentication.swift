/// The body of `POST /auth`, and the content of an `X-Registry-Auth` header.
package struct AuthenticationRequest: Codable, Hashable, Sendable {
  package var username: String?
  package var password: String?
  package var email: String?
  package var serverAddress: String?
  package var identityToken: String?

  package init(
    username: String? = nil,
    password: String? = nil,
    email: String? = nil,
    serverAddress: String? = nil,
    identityToken: String? = nil
  ) {
    self.username = username
    self.password = password
    self.email = email
    self.serverAddress = serverAddress
    self.identityToken = identityToken
  }

  private enum CodingKeys: String, CodingKey {
    case username
    case password
    case email
    case serverAddress = "serveraddress"
    case identityToken = "identitytoken"
  }
}

/// The reply to `POST /auth`.
package struct AuthenticationReply: Codable, Hashable, Sendable {
  @Defaulted package var identityToken: String = ""
  @Defaulted package var status: String = ""

  package init(
    identityToken: String = "",
    status: String = ""
  ) {
    self.identityToken = identityToken
    self.status = status
  }

  private enum CodingKeys: String, CodingKey {
    case identityToken = "IdentityToken"
    case status = "Status"
  }
}
