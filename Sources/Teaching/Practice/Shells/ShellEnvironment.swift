import Lessons

/// What the shells and commands of a sitting find in their environment.
package enum ShellEnvironment {
  /// The path of the control socket; its presence means "inside a sitting".
  package static let sitting = "DOJO_SITTING"
  /// The id of the machine on which a shell works.
  package static let machine = "DOJO_MACHINE"
  /// The folder of links, which a link must skip to find the real program.
  package static let links = "DOJO_LINKS"
  /// The id of the lesson.
  package static let lesson = "DOJO_LESSON"
}

extension Sitting {
  /// The learner's environment with what a shell on `machine` needs besides.
  package nonisolated func environment(on machine: Machine.ID) -> [String: String] {
    setup.environment.merging([
      "DOCKER_HOST": "unix://\(machines.socket(of: machine))",
      "DOCKER_CONFIG": runtime.dockerConfiguration,
      ShellEnvironment.sitting: runtime.control,
      ShellEnvironment.machine: machine.text,
      ShellEnvironment.links: runtime.links,
      ShellEnvironment.lesson: lesson.id.text,
    ]) { _, ours in ours }
  }
}
