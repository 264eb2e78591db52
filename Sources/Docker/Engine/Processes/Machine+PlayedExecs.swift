import Basics
import DockerAPI

extension Machine {
  /// What a command means in a container whose image's own programs are played; `nil` for a command that is a process.
  ///
  /// - Throws: `EngineFault` for one that can be neither.
  func playedProgram(_ exec: Exec, in container: Container) throws(EngineFault) -> Program? {
    let words = exec.request.command ?? []
    guard let first = words.first, running[container.id]?.process == nil else { return nil }
    let commandLine = CommandLine(path: first, arguments: Array(words.dropFirst()))
    let environment = (container.config.environment ?? []) + (exec.request.environment ?? [])
    let choice: ProgramChoice?
    switch container.workload {
    case "registry" where RegistryCommand.isProgram(first):
      choice =
        configuredRegistry(container, commandLine, environment: environment)
        ?? RegistryCommand.choice(commandLine, environment: environment)
    case "web": choice = webProgram(commandLine, in: container)
    default: choice = nil
    }
    switch choice {
    case nil: return nil
    case .runs(let program):
      // A second server would find its port taken.
      guard program.lifetime == .zero else { throw refusal(Refusal.command(commandLine)) }
      return program
    case .isMissing(let path): throw ProgramChoice.missingProgram(path)
    case .isBeyondPractice(let phrase): throw refusal(phrase)
    }
  }

  private func webProgram(_ commandLine: CommandLine, in container: Container) -> ProgramChoice? {
    let name = commandLine.path.split(separator: "/").last ?? ""
    if name == "htpasswd" { return HtpasswdCommand.choice(commandLine) }
    guard name == "nginx", case .web(.nginx, _)? = running[container.id]?.program else { return nil }
    let version = Self.version(of: .nginx, container)
    // What this process plays is the image's own configuration, and no other.
    let isOwn =
      !container.mounts.contains { $0.destination.hasPrefix("/etc/nginx") }
      && !Folders.exists("\(folder.root(of: container.id))/etc/nginx")
    switch commandLine.arguments {
    case ["-v"]: return .runs(.fails("nginx version: nginx/\(version)\n", exitCode: 0))
    case ["-t"] where isOwn:
      return .runs(
        .fails(
          "nginx: the configuration file /etc/nginx/nginx.conf syntax is ok\n"
            + "nginx: configuration file /etc/nginx/nginx.conf test is successful\n", exitCode: 0))
    case ["-s", "reload"] where isOwn:
      let date = now().dateText.split(separator: "-").joined(separator: "/")
      return .runs(.fails("\(date) \(now().timeText) [notice] 30#30: signal process started\n", exitCode: 0))
    default: return .isBeyondPractice(Refusal.command(commandLine))
    }
  }

  /// Does what a played command does: all at once.
  ///
  /// - Returns: what it writes.
  func playExec(
    _ exec: Exec, _ program: Program, in container: Container
  ) -> AsyncStream<OutputPiece> {
    let (stream, continuation) = AsyncStream<OutputPiece>.makeStream()
    let text = (exec.request.command ?? []).joined(separator: " ")
    record(.container("exec_start: \(text)", container, ["execID": exec.id], at: now()))
    guard case .finishes(let output, let exitCode) = prepared(program, for: container) else { return stream }
    for piece in output {
      let isTerminal = exec.request.hasTerminal
      let lines = isTerminal ? piece.text.replacing("\n", with: "\r\n") : piece.text
      continuation.yield(
        OutputPiece(stream: isTerminal ? .standardOutput : piece.stream, bytes: Array(lines.utf8)))
    }
    execEnded(exec.id, exitCode: exitCode)
    continuation.finish()
    return stream
  }
}
