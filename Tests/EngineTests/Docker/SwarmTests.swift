import DockerCLI
import Shell
import TestSupport
import Testing

@testable import Engine

struct `Commands about swarms` {
  private static let noManager =
    "This node is not a swarm manager. Use \"docker swarm init\" or \"docker swarm join\" "
    + "to connect this node to swarm and try again.\n"

  private static let cases = [
    ("node ls", "Error response from daemon: ", noManager),
    ("service ls", "Error response from daemon: ", noManager),
    ("stack deploy -c x y", "Error response from daemon: ", noManager),
    ("config create a b", "Error response from daemon: ", noManager),
    ("secret inspect a", "Error response from daemon: ", noManager),
    ("service scale web=3", "web: Error response from daemon: ", noManager),
    ("swarm join-token worker", "Error response from daemon: ", noManager),
    ("swarm leave", "Error response from daemon: ", "This node is not part of a swarm\n"),
    (
      "swarm init", "Error response from daemon: ",
      "this practice machine does not have 'docker swarm init'; "
    ),
  ]

  @Test(arguments: cases)
  func `are answered as by an engine that is in none`(command: String, start: String, rest: String)
    async throws
  {
    try await NeighbourhoodFixture.with { lab in
      let ran = await lab.bundledDocker(command.split(separator: " ").map(String.init))
      #expect(ran.exit == 1)
      #expect(ran.errors.hasPrefix(start + rest), "\(ran.errors)")
      #expect(ran.output == (command.contains("inspect") ? "[]\n" : ""))
    }
  }

  @Test(.enabled(if: RealDocker.isInstalled, "\(RealDocker.reason)"))
  func `are answered so to docker's own command, too`() async throws {
    try await NeighbourhoodFixture.with { lab in
      for command in ["node ls", "service ls", "stack ls", "secret ls", "config ls", "service ps x"] {
        let ran = try await lab.docker(command.split(separator: " ").map(String.init))
        #expect(
          ran.status == 1 && ran.stderr == "Error response from daemon: " + Self.noManager, "\(command)")
      }
    }
  }
}
