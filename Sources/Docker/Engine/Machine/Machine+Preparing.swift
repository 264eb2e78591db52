import Basics
import Credentials
import Registry

extension Machine {
  /// A program as it starts in a container, once it has looked at the container's files.
  func prepared(_ program: Program, for container: Container) -> Program {
    switch program {
    case .registry(let settings):
      RegistryStart(
        settings: settings, files: RegistryFiles(settings) { contentFolder(of: container, at: $0) },
        now: now(),
        chance: chance
      ).program
    case .collection(let settings, let options):
      RegistryCollection(
        settings: settings, options: options,
        root: contentFolder(of: container, at: settings.rootDirectory), now: now(),
        log: LegacyLog(instance: RegistryWorkload.randomID(chance), level: settings.logLevel)
      ).program
    case .passwordLine(let line): Self.printing(line, chance: chance)
    case .finishes, .sleeps, .web, .process: program
    }
  }

  private static func printing(_ line: HtpasswdCommand.Line, chance: Chance) -> Program {
    var generator = chance
    guard let password = Bcrypt.of(line.password, cost: line.cost, chance: &generator) else {
      return .fails(
        "htpasswd: Unable to encode with bcrypt: this computer has no libcrypt that does\n", exitCode: 3)
    }
    return .prints("\(line.name):\(password.text)\n\n")
  }
}
