import Basics
import Lessons
import Shell

/// Where commands of a sitting run: a machine, and the folder with the links that make them its.
package struct WorkPlace: Sendable, Hashable {
  /// What the lesson's folder is called among a learner's.
  package let lesson: String
  package let runtime: RuntimeFolder
  package let machine: MachineAddress

  package init(lesson: String, runtime: RuntimeFolder, machine: MachineAddress) {
    self.lesson = lesson
    self.runtime = runtime
    self.machine = machine
  }

  /// The programs whose names are links to dojo.
  package static let linkedPrograms = ["docker", "curl", "dojo", "sudo"] + ServiceCall.programs

  /// The learner's environment with what commands here need besides; links come first on `PATH`.
  package func environment(adding base: [String: String]) -> [String: String] {
    let path = (base["PATH"] ?? "/usr/local/bin:/usr/bin:/bin").split(separator: ":").map(String.init)
    var ours = [
      "PATH": ([runtime.links] + path.filter { $0 != runtime.links }).joined(separator: ":"),
      Variable.sitting: runtime.control,
      Variable.machine: machine.id.text,
      Variable.links: runtime.links,
      Variable.lesson: lesson,
    ]
    ours[Variable.daemonFile] = machine.daemonFile
    var base = base.filter { ![Variable.daemonFile, Variable.docker, Variable.dockerKind].contains($0.key) }
    switch machine.engine {
    case .practice(let socket):
      ours["DOCKER_HOST"] = "unix://\(socket)"
      ours["DOCKER_CONFIG"] = runtime.dockerConfiguration
    case .own(let docker):
      base = docker.environment(adding: base)
      ours[Variable.docker] = docker.program
      ours[Variable.dockerKind] = docker.kind.rawValue
    }
    return base.merging(ours) { _, ours in ours }
  }

  /// A command that has this place's environment, as it runs here: in an isolated sitting a machine has its own names.
  func onMachine(_ command: ChildCommand) -> ChildCommand {
    let environment = command.environment
    guard let isolation = Isolation(environment: environment), isolation.lesson.text == lesson else {
      return command
    }
    return isolation.command(
      command, on: machine, tools: SandboxTools(searchPath: environment["PATH"] ?? ""))
  }

  /// What the commands of a sitting find in their environment.
  package enum Variable {
    /// The path of the control socket; its presence means "inside a sitting".
    package static let sitting = "DOJO_SITTING"
    /// The id of the machine on which the command runs.
    package static let machine = "DOJO_MACHINE"
    /// The folder of links, which a link passes over to find the real program.
    package static let links = "DOJO_LINKS"
    /// The path of the machine's `/etc/docker/daemon.json`.
    package static let daemonFile = "DOJO_DAEMON_JSON"
    /// The path of the learner's own docker or podman, on a machine that is theirs.
    package static let docker = "DOJO_DOCKER"
    /// Which of the two that is.
    package static let dockerKind = "DOJO_DOCKER_KIND"
    /// What the lesson's folder is called.
    package static let lesson = "DOJO_LESSON"
  }
}

extension SittingDoor {
  /// The place of a machine in the sitting behind this door.
  package func workPlace(
    on machine: Machine.ID, lesson: String, runtime: RuntimeFolder
  ) async throws -> WorkPlace {
    WorkPlace(lesson: lesson, runtime: runtime, machine: try await self.machine(machine))
  }
}
