/// `docker create`.
enum CreateCommand: DockerCommand {
  static let specification = CommandSpecification(
    summary: "Create a new container",
    usage: "[OPTIONS] IMAGE [COMMAND] [ARG...]", arguments: .atLeast(1),
    aliases: ["docker container create", "docker create"],
    flags: ContainerFlags.create,
    allowsFlagsAfterArguments: false)

  static func run(_ call: Invocation) async throws -> Int32 {
    do {
      let request = try ContainerRequest(call, isDetached: false)
      let id = try await ContainerCreation(call: call, request: request, engine: call.engine()).create()
      call.printLine(id)
      return 0
    } catch let failure as CommandFailure where failure.exitCode == 125 {
      throw RunFailure.wrapped(failure, path: call.path)
    }
  }
}
