import Basics
import DockerAPI
import Registry

extension Machine {
  /// The program that a container's command line means; a registry reads its configuration file first.
  ///
  /// - Throws: `EngineFault` when there is no such program, or none that can be run here.
  func program(of container: Container) throws(EngineFault) -> Program {
    let choice =
      configuredRegistry(container, container.commandLine, environment: container.config.environment ?? [])
      ?? ProgramChoice(commandLine: container.commandLine, config: container.config, processes: processes)
    switch choice {
    case .runs(let program): return program
    case .isMissing(let path): throw ProgramChoice.missingProgram(path)
    case .isBeyondPractice(let phrase): throw refusal(phrase)
    }
  }

  /// A registry whose configuration file is not the image's own; `nil` for every other command.
  func configuredRegistry(
    _ container: Container, _ commandLine: CommandLine, environment: [String]
  ) -> ProgramChoice? {
    guard container.workload == "registry",
      let task = RegistryCommand.task(commandLine, environment: environment)
    else { return nil }
    let place = contentFolder(of: container, at: task.configuration)
    do throws(SystemError) {
      let text = String(decoding: try FileBytes.read(place, limit: 1024 * 1024), as: UTF8.self)
      return RegistryCommand.choice(task, configuration: text, environment: environment)
    } catch {
      if task.configuration == RegistryConfiguration.defaultPath, !Folders.exists(place) { return nil }
      return .runs(
        .fails(
          "configuration error: open \(task.configuration): \(error.reason.lowercased())\n\(task.usage)",
          exitCode: 1))
    }
  }
}
