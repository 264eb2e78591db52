import Basics
import DockerAPI
import DockerCLI
import TestSupport
import Testing

@testable import Engine

struct `Options of docker network connect, and of volumes` {
  private func run(_ words: String, in lab: NeighbourhoodFixture) async -> (exit: Int32, text: String) {
    let ran = await lab.bundledDocker(words.split(separator: " ").map(String.init))
    return (ran.exit, ran.exit == 0 ? ran.output : ran.errors)
  }

  @Test func `give an address, aliases and links, or say why not`() async throws {
    try await NeighbourhoodFixture.with { lab in
      _ = await run("network create --subnet 10.9.0.0/16 lab", in: lab)
      _ = await run("run -d --name reg registry:2.7.1", in: lab)
      #expect(
        await run("network connect --ip 10.9.0.77 --alias foo --link reg:me lab reg", in: lab).exit == 0)
      let place = try await lab.host.inspect("reg").networkSettings.networks["lab"]
      #expect(place?.ipAddress == "10.9.0.77")
      #expect(place?.aliases?.first == "foo" && place?.links == ["reg:me"])
      #expect(place?.ipamConfig?["IPv4Address"]?.string == "10.9.0.77")
      _ = await run("create --name second --network lab registry:2.7.1", in: lab)
      #expect(
        await run("network connect --alias foo bridge second", in: lab).text
          == "Error response from daemon: network-scoped alias is supported only for containers in user defined networks\n"
      )
    }
  }

  @Test func `of a network's making choose the bridge's address and those of the containers`() async throws {
    try await NeighbourhoodFixture.with { lab in
      #expect(await run("network create --subnet 10.8.0.0/24 --gateway 10.8.0.9 lab", in: lab).exit == 0)
      #expect(
        await run("network create --subnet 10.7.0.0/24 --ip-range 10.7.0.128/25 part", in: lab).exit == 0)
      _ = await run("run -d --name reg --network lab registry:2.7.1", in: lab)
      _ = await run("network connect part reg", in: lab)
      let places = try await lab.host.inspect("reg").networkSettings.networks
      #expect(places["lab"]?.ipAddress == "10.8.0.1" && places["lab"]?.gateway == "10.8.0.9")
      #expect(places["part"]?.ipAddress == "10.7.0.129" && places["part"]?.gateway == "10.7.0.128")
      let wrong = await run("network create --subnet 10.6.0.0/24 --gateway 10.5.0.1 x", in: lab)
      #expect(wrong.exit == 1 && wrong.text.hasSuffix("no matching subnet for gateway 10.5.0.1\n"))
    }
  }

  @Test func `that a volume's driver would mount by are refused, not kept`() async throws {
    try await NeighbourhoodFixture.with { lab in
      let mounted = await run("volume create --opt type=tmpfs --opt device=tmpfs fast", in: lab)
      #expect(mounted.exit == 1 && mounted.text.contains("'docker volume create --opt'"), "\(mounted)")
      #expect(
        await run("volume create --opt colour=red fast", in: lab).text
          == "Error response from daemon: create fast: invalid option: \"colour\"\n")
      #expect(await run("volume ls -q", in: lab).text == "")
    }
  }
}

@Suite(.enabled(if: RealProcesses.arePossible, "\(RealProcesses.reason)"))
struct `A terminal of a container` {
  @Test func `is the first of the container's own`() async throws {
    try await NeighbourhoodFixture.with { lab in
      let ran = await lab.bundledDocker(["run", "--rm", "-t", "alpine", "tty"])
      #expect(ran.output == "/dev/pts/0\r\n", "\(ran)")
      _ = await lab.bundledDocker([
        "run", "-d", "--name", "box", "-t", "alpine", "sh", "-c", "tty; sleep 600",
      ])
      let hasWritten = try await lab.wait {
        await lab.bundledDocker(["logs", "box"]).output == "/dev/pts/0\r\n"
      }
      #expect(hasWritten)
      let exec = await lab.bundledDocker(["exec", "-t", "box", "tty"])
      #expect(exec.output == "/dev/pts/0\r\n", "\(exec)")
    }
  }
}

@Suite(.enabled(if: RealProcesses.arePossible, "\(RealProcesses.reason)"))
struct `Docker's name server in a container` {
  @Test func `knows the containers of its network by all their names, and nobody else`() async throws {
    try await NeighbourhoodFixture.with { lab in
      func run(_ words: String) async -> String {
        let ran = await lab.bundledDocker(words.split(separator: " ").map(String.init))
        return ran.output + ran.errors
      }
      _ = await run("network create --subnet 10.9.0.0/16 lab")
      _ = await run("run -d --name db --network lab --network-alias store alpine sleep 600")
      _ = await run("run -d --name reg --network lab registry:2.7.1")
      for (asker, name, address) in [
        ("run --rm --network lab alpine", "db", "10.9.0.2"),
        ("run --rm --network lab alpine", "store", "10.9.0.2"),
        ("exec db", "reg", "10.9.0.3"), ("exec reg", "db", "10.9.0.2"),
        ("run --rm --network lab --tmpfs /x alpine", "db", "10.9.0.2"),
        ("run --rm --network lab --link db:base alpine", "base", "10.9.0.2"),
      ] {
        let said = await run("\(asker) nslookup \(name)")
        #expect(said.contains("127.0.0.11") && said.contains(address), "\(asker) \(name): \(said)")
      }
      // One that came to the network later finds it once it is started anew, as Docker's would at once.
      _ = await run("run -d --name late alpine sleep 600")
      _ = await run("network connect lab late")
      _ = await run("restart -t 0 late")
      let late = await run("exec late nslookup db")
      #expect(late.contains("10.9.0.2"), "\(late)")
      let missing = await run("exec db nslookup nosuch")
      #expect(missing.contains("NXDOMAIN") || missing.contains("can't find"), "\(missing)")
    }
  }
}
