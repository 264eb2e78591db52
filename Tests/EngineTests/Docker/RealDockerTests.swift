import Basics
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
      #expect(try await lab.docker("run", "alpine", "false").status == 1)
      let hello = try await lab.docker("run", "--name", "hello", "hello-world")
      #expect(hello.stdout.contains("Hello from Docker"))
      #expect(try await lab.docker("logs", "hello").stdout == hello.stdout)
      #expect(try await lab.docker("start", "-a", "hello").stdout == hello.stdout)
      let listed = try await lab.docker("ps", "-a", "--format", "{{.Image}} {{.State}}")
      #expect(listed.stdout == "hello-world exited\nalpine exited\n")
    }
  }

  @Test func `says what is wrong as Docker says it`() async throws {
    try await NeighbourhoodFixture.with { lab in
      let flags = try await lab.docker("run", "registry:2.7.1", "-d", "-p", "5000:5000")
      #expect(flags.status == 0)
      #expect(
        flags.stderr
          == "Error: unknown command \"5000:5000\" for \"registry\"\nRun 'registry --help' for usage.\n")
      let missing = try await lab.docker("run", "alpine", "-d")
      #expect(missing.status == 127)
      #expect(missing.stderr.contains("exec: \"-d\": executable file not found in $PATH: unknown"))
      let network = try await lab.docker("run", "--rm", "--network", "nosuchnet", "alpine", "true")
      #expect(network.status == 125)
      #expect(network.stderr.contains("network nosuchnet not found"))
      let port = try await lab.docker("run", "-d", "-p", "99999:80", "nginx:1.19.2")
      #expect(port.status == 125)
      let refused = try await lab.docker("run", "alpine", "apk", "add", "git")
      #expect(refused.status == 125)
      #expect(refused.stderr.contains("--docker system"))
      #expect(try await lab.docker("ps", "-aq").stdout.split(separator: "\n").count == 2)
    }
  }

  @Test func `publishes ports and shows them`() async throws {
    try await NeighbourhoodFixture.with { lab in
      let run = try await lab.docker("run", "-d", "--name", "web", "-p", "8080:80", "nginx:1.19.2")
      #expect(run.stdout.utf8.count == 65, "\(run)")
      let row = try await lab.docker("ps", "--format", "{{.Names}} {{.Ports}} {{.Command}}")
      #expect(
        row.stdout == "web 0.0.0.0:8080->80/tcp, [::]:8080->80/tcp \"/docker-entrypoint.…\"\n", "\(row)")
      #expect(try await lab.docker("port", "web").stdout == "80/tcp -> 0.0.0.0:8080\n80/tcp -> [::]:8080\n")
      let second = try await lab.docker("run", "-d", "--name", "web2", "-p", "8080:80", "nginx:1.19.2")
      #expect(second.status == 125)
      #expect(second.stdout.utf8.count == 65)
      #expect(second.stderr.contains("Bind for 0.0.0.0:8080 failed: port is already allocated"))
      let created = try await lab.docker("ps", "-a", "--filter", "status=created", "--format", "{{.Names}}")
      #expect(created.stdout == "web2\n")
      #expect(try await lab.docker("run", "-d", "-P", "--name", "any", "nginx:1.19.2").status == 0)
      #expect(try await lab.docker("port", "any", "80").stdout.hasPrefix("0.0.0.0:49153\n"))
      let removed = try await lab.docker("rm", "-f", "web", "web2", "any")
      #expect(removed.stdout == "web\nweb2\nany\n")
    }
  }

  @Test func `filters its lists as Docker does`() async throws {
    try await NeighbourhoodFixture.with { lab in
      _ = try await lab.docker("run", "-d", "--name", "one", "--label", "app=demo", "alpine", "sleep", "600")
      _ = try await lab.docker("run", "--name", "two", "alpine", "true")
      _ = try await lab.docker("run", "-d", "--name", "three", "-p", "80:80", "nginx:1.19.2")
      let expected: [([String], String)] = [
        ([], "three one"), (["-a"], "three two one"), (["-l"], "three"), (["-n", "2"], "three two"),
        (["-f", "name=t"], "three"), (["-a", "-f", "name=^/two$"], "two"), (["-f", "label=app"], "one"),
        (["-f", "ancestor=alpine"], "one"), (["-f", "status=exited"], "two"), (["-f", "exited=0"], "two"),
        (["-f", "publish=80"], "three"), (["-f", "expose=80/tcp"], "three"),
        (["-a", "-f", "before=two"], "one"),
        (["-a", "-f", "since=one"], "three two"), (["-f", "network=bridge"], "three one"),
        (["-f", "health=none"], "three one"),
      ]
      for (arguments, names) in expected {
        let listed = try await lab.docker(["ps", "--format", "{{.Names}}"] + arguments)
        #expect(
          listed.stdout.split(separator: "\n").joined(separator: " ") == names,
          "\(arguments) \(listed.stderr)")
      }
      let wrong = try await lab.docker("ps", "--filter", "foo=bar")
      #expect(
        wrong.stderr == "Error response from daemon: invalid filter 'foo'\n"
          || wrong.stderr == "Error response from daemon: Invalid filter 'foo'\n")
    }
  }

  @Test func `manages volumes and networks`() async throws {
    try await NeighbourhoodFixture.with { lab in
      #expect(try await lab.docker("volume", "create", "data").stdout == "data\n")
      _ = try await lab.docker(
        "run", "-d", "--name", "keep", "-v", "data:/var/lib/registry", "registry:2.7.1")
      let used = try await lab.docker("volume", "rm", "data")
      #expect(used.stderr.contains("remove data: volume is in use - ["))
      #expect(
        try await lab.docker("volume", "inspect", "-f", "{{.Mountpoint}}", "data").stdout
          == "/var/lib/docker/volumes/data/_data\n")
      _ = try await lab.docker("rm", "-f", "keep")
      #expect(try await lab.docker("volume", "ls", "-q").stdout == "data\n")
      #expect(try await lab.docker("volume", "prune", "-f").stdout.contains("data"))
      #expect(try await lab.docker("network", "create", "mynet").stdout.utf8.count == 65)
      let subnet = try await lab.docker(
        "network", "inspect", "-f", "{{range .IPAM.Config}}{{.Subnet}} {{.Gateway}}{{end}}", "mynet")
      #expect(subnet.stdout == "172.18.0.0/16 172.18.0.1\n")
      let fixed = try await lab.docker("network", "rm", "bridge")
      #expect(fixed.stderr.contains("bridge is a pre-defined network and cannot be removed"))
      #expect(try await lab.docker("network", "prune", "-f").stdout.contains("mynet"))
    }
  }

  @Test func `follows a log until the container ends`() async throws {
    try await NeighbourhoodFixture.with { lab in
      _ = try await lab.docker("run", "-d", "--name", "web", "nginx:1.19.2")
      let container = try await lab.host.state.container(named: "web")
      await lab.host.write("first\n", to: .standardOutput, of: container)
      async let followed = lab.docker("logs", "-f", "web")
      #expect(try await lab.wait { await lab.host.log(of: container).followerCount == 1 })
      await lab.host.write("second\n", to: .standardError, of: container)
      _ = try await lab.docker("rm", "-f", "web")
      let outcome = try await followed
      #expect(outcome.stdout == "first\n")
      #expect(outcome.stderr == "second\n")
    }
  }

  @Test func `tells events as they happen`() async throws {
    try await NeighbourhoodFixture.with { lab in
      let id = try await lab.docker("run", "-d", "--name", "box", "alpine", "sleep", "600").stdout.dropLast()
      _ = try await lab.docker("rm", "-f", "box")
      let told = try await lab.docker(
        "events", "--since", "1h", "--until", "\(lab.host.now().seconds + 1)", "--filter", "type=container",
        "--format",
        "{{.Action}} {{.Actor.ID}}")
      #expect(
        told.stdout.split(separator: "\n").map(String.init)
          == ["create", "start", "kill", "die", "destroy"].map { "\($0) \(id)" })
    }
  }

  @Test func `in a terminal ends a server by Ctrl-C`() async throws {
    try await NeighbourhoodFixture.with { lab in
      for options in [["-it"], []] {
        let session = try TerminalSession(
          RealDocker.path, ["run", "--rm"] + options + ["registry:2.7.1"], environment: lab.environment())
        let filter = try ContainerFilter(.none, all: false, limit: nil)
        #expect(try await lab.wait { try await lab.host.list(filter).first?.state == "running" })
        // The command forwards signals once it has been told that the container runs.
        // The command has taken the terminal over by the time it has attached to it.
        let attached = lab.host.events.listen().past.contains { $0.action == "attach" }
        #expect(attached)
        session.send("\u{3}")
        #expect(try await session.waitForEnd() == 2, "\(session.screen)")
      }
    }
  }
}
