import Basics
import HTTPServer

extension RegistryCredentials {
  /// Reads `X-Registry-Auth`: JSON in the URL-safe form of base64; `nil` when it names nobody.
  init?(_ headers: HTTPFields) {
    guard let field = headers["X-Registry-Auth"], let bytes = Base64.decoded(field),
      let document = try? JSONValue(parsing: bytes),
      let username = document["username"]?.string, !username.isEmpty
    else { return nil }
    self.init(username: username, password: document["password"]?.string ?? "")
  }
}
