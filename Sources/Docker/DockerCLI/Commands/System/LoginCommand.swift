import Basics
import DockerAPI
import EngineClient

/// `docker login`.
enum LoginCommand: DockerCommand {
  static let specification = CommandSpecification(
    summary: "Authenticate to a registry",
    details: """
      Authenticate to a registry.
      Defaults to Docker Hub if no server is specified.
      """,
    usage: "[OPTIONS] [SERVER]", arguments: .atMost(1),
    flags: [
      Flag("password", "p", .string, "Password or Personal Access Token (PAT)"),
      Flag("password-stdin", nil, .bool, "Take the Password or Personal Access Token (PAT) from stdin"),
      Flag("username", "u", .string, "Username"),
    ])

  static func run(_ call: Invocation) async throws -> Int32 {
    try requireSense(call.arguments)
    let server = Credentials.serverKey(call.names.first ?? "")
    let credentials = Credentials(folder: call.configFolder)
    let login = try await answers(call, server: server, stored: credentials.login(for: server))
    let request = AuthenticationRequest(
      username: login.user, password: login.password, serverAddress: server)
    let reply: AuthenticationReply = try await call.engine().value(
      EngineRequest(.post, "/auth", body: try JSONValue(encoding: request)))
    if try credentials.store(login, for: server) {
      call.complain(
        """

        WARNING! Your credentials are stored unencrypted in '\(credentials.path)'.
        Configure a credential helper to remove this warning. See
        https://docs.docker.com/go/credential-store/

        """)
    }
    if !reply.status.isEmpty { call.printLine(reply.status) }
    return 0
  }

  private static func answers(
    _ call: Invocation, server: String, stored: Credentials.Login?
  ) async throws -> Credentials.Login {
    let user = call.arguments.string("username")
    if call.arguments.bool("password-stdin") { return try await piped(call, user: user) }
    if let password = call.arguments.string("password") {
      call.complain("WARNING! Using --password via the CLI is insecure. Use --password-stdin.")
      guard let user else { return try await typed(call, user: nil, password: password) }
      return Credentials.Login(user: user, password: password)
    }
    if let stored, user == nil {
      call.complain(
        """
        Authenticating with existing credentials... [Username: \(stored.user)]

         Info -> To login with a different account, run 'docker logout' followed by 'docker login'


        """)
      return stored
    }
    return try await typed(call, user: user, password: nil)
  }

  private static func piped(_ call: Invocation, user: String?) async throws -> Credentials.Login {
    var content: [UInt8] = []
    while let piece = await call.environment.input.read() { content += piece }
    let text = String(decoding: content, as: UTF8.self)
    let password = String(text.reversed().drop { $0.isNewline }.reversed())
    guard let user, !password.isEmpty else { return try await typed(call, user: user, password: nil) }
    return Credentials.Login(user: user, password: password)
  }

  private static func requireSense(_ arguments: ParsedArguments) throws(CommandFailure) {
    if arguments.has("password-stdin") {
      guard !arguments.has("password") else {
        throw CommandFailure("conflicting options: cannot specify both --password and --password-stdin")
      }
      guard arguments.has("username") else {
        throw CommandFailure("the --password-stdin option requires --username to be set")
      }
    }
    for name in ["username", "password"] where arguments.has(name) && arguments.string(name) == nil {
      throw CommandFailure("\(name) is empty")
    }
  }

  private static func typed(
    _ call: Invocation, user: String?, password: String?
  ) async throws -> Credentials.Login {
    let input = call.environment.input
    guard input.isTerminal else {
      throw CommandFailure("Error: Cannot perform an interactive login from a non TTY device")
    }
    var name = user ?? ""
    if name.isEmpty {
      call.environment.output.write("Username: ")
      name = await LineInput.line(from: input) ?? ""
    }
    guard !name.isEmpty else { throw CommandFailure("Error: username is required") }
    if let password { return Credentials.Login(user: name, password: password) }
    call.environment.output.write("Password: ")
    let secret = await input.silent { await LineInput.line(from: input) ?? "" }
    call.environment.output.write("\n")
    guard !secret.isEmpty else { throw CommandFailure("Error: password is required") }
    return Credentials.Login(user: name, password: secret)
  }
}
