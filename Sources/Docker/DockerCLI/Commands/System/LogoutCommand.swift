/// `docker logout`.
enum LogoutCommand: DockerCommand {
  static let specification = CommandSpecification(
    summary: "Log out from a registry",
    details: """
      Log out from a registry.
      If no server is specified, the default is defined by the daemon.
      """,
    usage: "[SERVER]", arguments: .atMost(1))

  static func run(_ call: Invocation) async throws -> Int32 {
    let server = Credentials.serverKey(call.names.first ?? "")
    call.printLine("Removing login credentials for \(server)")
    try Credentials(folder: call.configFolder).remove(server)
    return 0
  }
}
