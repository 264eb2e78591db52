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

  @Test(arguments: [
    ("colour=red", "invalid option: \"colour\""), ("type=tmpfs", "missing required option: \"device\""),
    ("device=/srv", "missing required option: \"type\""), ("size=x", "invalid size: 'x'"),
    ("size=1m", "quota size requested but no quota support"),
  ])
  func `that no volume's driver takes are refused in Docker's words`(option: String, reason: String)
    async throws
  {
    try await NeighbourhoodFixture.with { lab in
      let refused = await run("volume create --opt \(option) fast", in: lab)
      #expect(refused.text == "Error response from daemon: create fast: \(reason)\n")
      #expect(await run("volume ls -q", in: lab).text == "")
    }
  }

  @Test func `of a volume are kept, keep it from being pruned, and are tried when a container starts`()
    async throws
  {
    try await NeighbourhoodFixture.with { lab in
      _ = await run("volume create -o o=bind -o type=none -o device=/nowhere-at-all away", in: lab)
      _ = await run("volume create -o type=nfs -o device=:/x far", in: lab)
      #expect(
        await run("volume inspect -f {{.Options}} away", in: lab).text
          == "map[device:/nowhere-at-all o:bind type:none]\n")
      #expect(await run("volume prune -f", in: lab).text == "Total reclaimed space: 0B\n")
      let missing = await run("run -d -v away:/x registry:2.7.1", in: lab)
      #expect(
        missing.text.contains(
          "failed to mount local volume: mount /nowhere-at-all:/var/lib/docker/volumes/away/_data, flags: 0x1000: "
            + "no such file or directory"), "\(missing)")
      let foreign = await run("run -d -v far:/x registry:2.7.1", in: lab)
      #expect(foreign.text.contains("'docker volume create --opt type=nfs'"), "\(foreign)")
    }
  }

  @Test func `set addresses aside, copy another network's settings, or say what is in the way`() async throws
  {
    try await NeighbourhoodFixture.with { lab in
      _ = await run("network create --subnet 10.4.0.0/24 --aux-address printer=10.4.0.2 aux", in: lab)
      _ = await run("run -d --name reg --network aux registry:2.7.1", in: lab)
      let networks = try await lab.host.inspect("reg").networkSettings.networks
      #expect(networks["aux"]?.ipAddress == "10.4.0.3")
      #expect(
        await run("network inspect -f {{.IPAM}} aux", in: lab).text
          == "{default map[] [{10.4.0.0/24   map[printer:10.4.0.2]}]}\n")
      _ = await run("network create --config-only --subnet 10.5.0.0/24 plan", in: lab)
      _ = await run("network create --config-from plan real", in: lab)
      #expect(
        await run("network inspect -f {{.IPAM.Config}}{{.ConfigFrom}} real", in: lab).text
          == "[{10.5.0.0/24   map[]}]{plan}\n")
      #expect(await run("network rm plan", in: lab).text.contains("configuration network \"plan\" is in use"))
      for (options, reason) in [
        ("--subnet 10.4.0.0/16 --ip-range 10.4.9.0/24", "networks have overlapping IPv4"),
        ("--subnet 10.4.0.0/16", "Pool overlaps with other one on this address space"),
        ("--scope swarm", "cannot create a swarm scoped network when swarm is not active"),
        ("--ipam-driver x", "plugin \"x\" not found"), ("-d overlay", "This node is not a swarm manager"),
        ("--subnet 10.9.0.0/31 --gateway 10.9.0.0", "(10.9.0.0): No available addresses on this pool"),
        (
          "--subnet 10.9.0.0/16 --gateway 10.9.0.0",
          "failed to allocate gateway (10.9.0.0): Address already in use"
        ),
        ("--subnet 10.9.0.0/16 --ip-range x", "invalid CIDR address: x"),
        ("--subnet x --gateway 10.9.0.1", "invalid subnet: invalid CIDR address: x"),
        ("-o com.docker.network.driver.mtu=x", "(strconv.Atoi: parsing \"x\": invalid syntax)"),
      ] {
        let refused = await run("network create \(options) other", in: lab)
        #expect(refused.exit == 1 && refused.text.contains(reason), "\(options): \(refused)")
      }
    }
  }

  @Test func `of filters are regular expressions for names, and spare what has a label`() async throws {
    try await NeighbourhoodFixture.with { lab in
      for name in ["one", "two"] {
        _ = await run("volume create --label keep \(name)", in: lab)
        _ = await run("network create --label keep \(name)", in: lab)
      }
      #expect(await run("volume ls -q -f name=^o", in: lab).text == "one\n")
      #expect(await run("network ls -f name=o$ --format {{.Name}}", in: lab).text == "two\n")
      #expect(await run("network prune -f --filter label!=keep", in: lab).text == "")
      #expect(
        await run("volume prune -f --filter label!=keep", in: lab).text == "Total reclaimed space: 0B\n")
    }
  }

  @Test func `of filters spare containers with a label, and count as used what runs`() async throws {
    try await NeighbourhoodFixture.with { lab in
      _ = await run("network create one", in: lab)
      _ = await run("network create two", in: lab)
      _ = await run("create --name still --network one --label keep registry:2.7.1", in: lab)
      _ = await run("run -d --name reg --network two registry:2.7.1", in: lab)
      #expect(await run("network ls -f dangling=true --format {{.Name}}", in: lab).text == "one\ntwo\n")
      #expect(await run("network prune -f", in: lab).text == "Deleted Networks:\none\n\n")
      #expect(
        await run("container prune -f --filter label!=keep", in: lab).text == "Total reclaimed space: 0B\n")
    }
  }

  @Test func `of a container that does not run are looked at when it starts`() async throws {
    try await NeighbourhoodFixture.with { lab in
      _ = await run("network create --subnet 10.9.0.0/16 own", in: lab)
      _ = await run("create --name still registry:2.7.1", in: lab)
      #expect(await run("network connect --ip x own still", in: lab).exit == 0)
      let refused = await run("network connect --ip 10.9.0.9 none still", in: lab).text
      #expect(
        refused.hasSuffix("user specified IP address is supported on user defined networks only\n"),
        "\(refused)")
    }
  }

  @Test func `of filters find events of images by their labels`() async throws {
    try await NeighbourhoodFixture.with { lab in
      _ = await run("run -d --name reg registry:2.7.1", in: lab)
      _ = await lab.bundledDocker(["commit", "-c", "LABEL a=b", "reg", "x:1"])
      _ = await run("tag x:1 y:1", in: lab)
      let events = "events --since 1h --until 0s --filter type=image --filter label=a=b --format {{.Action}}"
      // Docker counts in whole seconds: what has happened in this one is told in the next.
      let areTold = try await lab.wait { await run(events, in: lab).text == "tag\ntag\n" }
      #expect(areTold)
    }
  }

  @Test func `of a container that does not run wait for its start`() async throws {
    try await NeighbourhoodFixture.with { lab in
      _ = await run("create --name idle registry:2.7.1", in: lab)
      #expect(await run("network connect later idle", in: lab).exit == 0)
      #expect(await run("start idle", in: lab).text.contains("network later not found"))
      #expect(await run("network disconnect later idle", in: lab).exit == 0)
      #expect(
        await run("network disconnect later idle", in: lab).text.contains(
          "is not connected to the network later"))
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
