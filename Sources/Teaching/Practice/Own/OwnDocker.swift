import Basics
import Checks
import Shell

/// A docker, or a podman, of the learner's own: a program, and what it finds about engines in its environment.
package struct OwnDocker: Sendable, Hashable, Codable {
  package enum Kind: String, Sendable, Codable {
    case docker, podman
  }

  /// The absolute path of the program.
  package let program: String
  package let kind: Kind
  /// What its environment says about engines and registries, as dojo was called with it.
  package var variables: [String: String]

  package init(program: String, kind: Kind, variables: [String: String] = [:]) {
    self.program = program
    self.kind = kind
    self.variables = variables
  }

  /// The first docker on the learner's `PATH` that is not a link of dojo's, else the first podman.
  ///
  /// - Throws: `OwnDockerFailure.missing` when there is neither.
  package static func find(
    _ source: DockerSource = .system, _ environment: [String: String]
  ) async throws -> OwnDocker {
    let path = environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin"
    let links = environment[WorkPlace.Variable.links]
    guard
      let program = source.programs.lazy.compactMap({ LinkFolder.program($0, on: path, except: links) }).first
    else { throw OwnDockerFailure.missing(source.programs) }
    let own = OwnDocker(
      program: program, kind: .docker, variables: environment.filter { isAboutEngines($0.key) })
    // Debian's podman-docker puts podman under docker's name.
    let version = try await own.ask(["--version"], environment: environment).stdout
    let kind: Kind = version.lowercased().hasPrefix("podman") ? .podman : .docker
    return OwnDocker(program: program, kind: kind, variables: own.variables)
  }

  /// The docker that a command of a sitting was called for; `nil` on a practice machine.
  init?(called environment: [String: String]) {
    guard let program = environment[WorkPlace.Variable.docker],
      let kind = environment[WorkPlace.Variable.dockerKind].flatMap(Kind.init)
    else { return nil }
    self.init(
      program: program, kind: kind, variables: environment.filter { Self.isAboutEngines($0.key) })
  }

  /// Whether a variable tells a docker or podman which engine it is to use, or how.
  static func isAboutEngines(_ name: String) -> Bool {
    ["DOCKER_", "CONTAINER_", "CONTAINERS_", "PODMAN_", "REGISTRIES_", "STORAGE_"].contains {
      name.hasPrefix($0)
    }
  }

  /// An environment in which the program finds its own engine, whichever machine's environment `base` is.
  package func environment(adding base: [String: String]) -> [String: String] {
    base.filter { !Self.isAboutEngines($0.key) }.merging(variables) { _, own in own }
  }

  /// Where its engine is, as `DOCKER_HOST` would name it; `nil` where podman works without one.
  package func endpoint(environment base: [String: String]) async -> String? {
    if let host = variables["DOCKER_HOST"], !host.isEmpty, kind == .docker { return host }
    guard kind == .docker else { return variables["CONTAINER_HOST"] }
    let outcome = try? await ask(
      ["context", "inspect", "--format", "{{.Endpoints.docker.Host}}"], environment: base)
    let line = outcome?.stdout.split(whereSeparator: \.isNewline).first.map(String.init)
    return outcome?.exit == 0 ? line : nil
  }

  /// The longest that an engine may think about a question of dojo's.
  private static let patience = Duration.seconds(20)

  /// Runs the program for dojo itself; nothing of it reaches the journal.
  ///
  /// - Throws: `OwnDockerFailure.notAnswering` when it says nothing for too long, `ChildFailure` when it cannot be run.
  package func ask(
    _ arguments: [String], environment base: [String: String], patience: Duration = Self.patience
  ) async throws -> CommandOutcome {
    let command = ChildCommand(program, arguments, environment: environment(adding: base))
    return try await withThrowingTaskGroup(of: CommandOutcome.self) { group in
      group.addTask {
        let outcome = try await command.capture(limit: 64 << 20)
        return CommandOutcome(stdout: outcome.stdout, stderr: outcome.stderr, exit: outcome.status)
      }
      group.addTask {
        try await Task.sleep(for: patience)
        throw OwnDockerFailure.notAnswering(
          program: program, reason: "no answer within \(patience.components.seconds) s")
      }
      defer { group.cancelAll() }
      return try await group.next() ?? CommandOutcome(exit: 126)
    }
  }
}
