import DockerAPI

/// The body of `POST /containers/{name}/exec`.
struct ExecRequest: Decodable, Hashable, Sendable {
  @Defaulted var user: String = ""
  @Defaulted var isPrivileged: Bool = false
  @Defaulted var hasTerminal: Bool = false
  @Defaulted var attachesStdin: Bool = false
  @Defaulted var attachesStderr: Bool = false
  @Defaulted var attachesStdout: Bool = false
  @Defaulted var detachKeys: String = ""
  @Nullable var environment: [String]? = nil
  @Defaulted var workingDirectory: String = ""
  @Nullable var command: [String]? = nil

  private enum CodingKeys: String, CodingKey {
    case user = "User"
    case isPrivileged = "Privileged"
    case hasTerminal = "Tty"
    case attachesStdin = "AttachStdin"
    case attachesStderr = "AttachStderr"
    case attachesStdout = "AttachStdout"
    case detachKeys = "DetachKeys"
    case environment = "Env"
    case workingDirectory = "WorkingDir"
    case command = "Cmd"
  }
}
