import DockerCLI

/// What the binary is to be, by the name it was called with.
package enum LinkDispatch: Sendable, Equatable {
  /// dojo itself, with these arguments after the name.
  case dojo([String])
  /// A linked program has run and ended with this code.
  case ended(Int32)

  /// Runs the linked program that `call` names, or says that dojo itself was meant.
  ///
  /// `sudo docker …`, `sudo curl …` and the like run our own links: a practice machine needs no rights.
  package static func run(
    _ call: LinkCall,
    docker: @escaping BundledDocker = { await DockerCommandLine.run(arguments: $0, environment: $1) }
  ) async -> Self {
    switch call.name {
    // Checks and graders know docker's name alone, and the two take the same words.
    case "docker", "podman":
      return .ended(await DockerLink.run(call.renamed(["docker"] + call.arguments), with: docker))
    case "curl": return .ended(await CurlLink.run(call))
    case let name where ServiceCall.programs.contains(name): return .ended(await ServiceLink.run(call))
    case "sudo":
      if let own = SudoLink.ownFileCommand(call) { return .ended(await SudoLink.runPlain(own, call)) }
      guard let linked = SudoLink.linkedCommand(in: call.arguments) else {
        if let plain = SudoLink.isolatedCommand(call) { return .ended(await SudoLink.runPlain(plain, call)) }
        return .ended(await SudoLink.runSudo(call))
      }
      if ServiceLink.isOurs(linked) {
        return .ended(await ServiceLink.run(call.renamed(linked), sudo: call))
      }
      return await run(call.renamed(linked), docker: docker)
    default: return .dojo(call.arguments)
    }
  }
}
