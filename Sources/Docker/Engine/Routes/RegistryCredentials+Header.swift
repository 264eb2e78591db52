import Basics
import HTTPServer

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension RegistryCredentials {
  /// Reads `X-Registry-Auth`: JSON in the URL-safe form of base64; `nil` when it names nobody.
  init?(_ headers: HTTPFields) {
    guard let field = headers["X-Registry-Auth"] else { return nil }
    let standard = String(
      field.map { character in
        switch character {
        case "-": "+"
        case "_": "/"
        default: character
        }
      })
    let padding = String(repeating: "=", count: (4 - standard.utf8.count % 4) % 4)
    guard let data = Data(base64Encoded: standard + padding),
      let document = try? JSONValue(parsing: Array(data)),
      let username = document["username"]?.string, !username.isEmpty
    else { return nil }
    self.init(username: username, password: document["password"]?.string ?? "")
  }
}
