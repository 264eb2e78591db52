import EngineClient

/// A command that ends early, with docker's words for why.
struct CommandFailure: Error, Sendable {
  /// Printed on standard error; may be empty when all has been said.
  let message: String
  let exitCode: Int32

  init(_ message: String, exitCode: Int32 = 1) {
    self.message = message
    self.exitCode = exitCode
  }
}

extension CommandFailure {
  /// What docker says of an error that came from the engine or from the way to it.
  init(_ error: any Error) {
    self.init(Self.text(of: error))
  }

  static func text(of error: any Error) -> String {
    switch error {
    case let failure as CommandFailure: failure.message
    case EngineClientError.refused(_, let message): "Error response from daemon: \(message)"
    case EngineClientError.notUpgraded(let status): "unable to upgrade to tcp, received \(status)"
    case EngineClientError.unreachable(let endpoint, let code): unreachable(endpoint, code: code)
    case EngineClientError.connectionLost(let reason): "error during connect: \(reason)"
    case let error as TemplateError: "template parsing error: \(error.text)"
    default: "\(error)"
    }
  }

  private static func unreachable(_ endpoint: EngineEndpoint, code: Int32?) -> String {
    if case .unix(let path) = endpoint, code == SystemCode.permissionDenied {
      return "permission denied while trying to connect to the Docker daemon socket at \(endpoint): "
        + "Head \"http://\(PathEscaping.host(path))/_ping\": dial unix \(path): connect: permission denied"
    }
    return "Cannot connect to the Docker daemon at \(endpoint). Is the docker daemon running?"
  }
}

/// A path in the place of a host name, as Go prints the address of a unix socket.
enum PathEscaping {
  static func host(_ path: String) -> String {
    path.split(separator: "/", omittingEmptySubsequences: false).joined(separator: "%2F")
  }
}
