import DockerAPI
import Shell
import TestSupport
import Testing

@testable import Engine

@Suite(.enabled(if: RealDocker.isInstalled, "the real docker CLI is not installed"))
struct `Docker's own command` {
  @Test func `prints what a container prints, and gives its exit code`() async throws {
    try await NeighbourhoodFixture.with { lab in
      let echo = try await lab.docker("run", "--rm", "alpine", "echo", "hi")
      #expect(echo.stdout == "hi\n", "\(echo)")
      let fails = try await lab.docker("run", "alpine", "false")
      #expect(fails.termination == .exited(1))
      let hello = try await lab.docker("run", "hello-world")
      #expect(hello.stdout.contains("Hello from Docker"))
      #expect(hello.termination == .exited(0))
      let listed = try await lab.docker("ps", "-a", "--format", "{{.Image}} {{.Status}}")
      #expect(
        listed.stdout.contains("hello-world Exited (0) Less than a second ago")
          || listed.stdout.contains("hello-world Exited (0) 1 second ago"), "\(listed)")
    }
  }

  @Test func `runs a web server in the background, follows its log and removes it`() async throws {
    try await NeighbourhoodFixture.with { lab in
      let run = try await lab.docker("run", "-d", "--name", "web", "-p", "8080:80", "nginx:1.19.2")
      #expect(run.stdout.utf8.count == 65, "\(run)")
      let ports = try await lab.docker("ps", "--format", "{{.Names}} {{.Ports}} {{.Command}}")
      #expect(
        ports.stdout == "web 0.0.0.0:8080->80/tcp, [::]:8080->80/tcp \"/docker-entrypoint.…\"\n", "\(ports)")
      let refused = try await lab.docker("rm", "web")
      #expect(refused.stderr.contains("You cannot remove a running container"))
      let removed = try await lab.docker("rm", "-f", "web")
      #expect(removed.stdout == "web\n")
      let empty = try await lab.docker("ps", "-aq")
      #expect(empty.stdout.isEmpty)
    }
  }
}
