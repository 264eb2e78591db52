import Basics

/// Why a registry did not do what it was asked; `message` is in Docker's words.
package struct RegistryClientError: UserFacingError, Hashable {
  /// What decides how the engine goes on.
  package enum Kind: Sendable, Hashable {
    /// The registry could not be reached, or not by the scheme that Docker's rules demand.
    case unreachable
    case denied
    case unauthorized
    case manifestUnknown
    case nameUnknown
    /// What came is not what its digest says.
    case corrupt
    case other
  }

  package let kind: Kind
  package let message: String

  init(_ kind: Kind, _ message: String) {
    self.kind = kind
    self.message = message
  }

  package var summary: Phrase { Phrase(verbatim: message) }
  package var exitCode: ExitCode { .undetermined }
}

extension RegistryClientError {
  /// The error of a reply, from the body that the distribution specification gives errors ("Error Codes").
  init(status: Int, body: [UInt8]) {
    let errors = (try? JSONValue(parsing: body))?["errors"]?.array ?? []
    let lines = errors.map { error in
      let code = (error["code"]?.string ?? "UNKNOWN").lowercased().replacing("_", with: " ")
      return "\(code): \(error["message"]?.string ?? "unknown error")"
    }
    let kind: Kind =
      switch errors.first?["code"]?.string {
      case "DENIED": .denied
      case "UNAUTHORIZED": .unauthorized
      case "MANIFEST_UNKNOWN": .manifestUnknown
      case "NAME_UNKNOWN": .nameUnknown
      default: status == 401 ? .unauthorized : .other
      }
    switch lines.count {
    case 0 where status == 401: self.init(.unauthorized, "unauthorized: authentication required")
    case 0 where status == 403: self.init(.denied, "denied: requested access to the resource is denied")
    case 0: self.init(kind, "received unexpected HTTP status: \(status)")
    case 1: self.init(kind, lines[0])
    default: self.init(kind, "errors:\n" + lines.joined(separator: "\n") + "\n")
    }
  }
}
