import Basics
import DockerAPI

extension Program {
  /// What a program writes when it starts: all it will ever write, or a server's first lines.
  func output(at now: Timestamp, container: Container, chance: Chance) -> [Output] {
    switch self {
    case .finishes(let output, _): output
    case .web(.httpd, _): Self.httpdGreeting(at: now, address: container.attachments.first?.address ?? "")
    case .registry(let settings): RegistryWorkload.greeting(settings, at: now, chance: chance)
    case .sleeps, .web, .collection, .passwordLine, .process: []
    }
  }

  /// What httpd says on its error log when it starts without a server name.
  private static func httpdGreeting(at now: Timestamp, address: String) -> [Output] {
    let complaint =
      "AH00558: httpd: Could not reliably determine the server's fully qualified domain name, using \(address). "
      + "Set the 'ServerName' directive globally to suppress this message\n"
    return [Output(stream: .standardError, text: complaint)]
  }
}
