import Basics
import Shell
import TestSupport
import Testing

@testable import Engine

/// Whether this computer can connect the networks of containers with one another.
private func canConnect() async -> Bool {
  guard case .available(let tools, _) = ProcessSupport.found() else { return false }
  return await NetworkRoom(with: tools) != nil
}

@Suite(
  .enabled("bubblewrap, busybox-static and ip are needed, and a kernel that bridges") { await canConnect() })
struct `Containers on a network` {
  private func output(_ arguments: String, in lab: NeighbourhoodFixture) async -> String {
    await lab.bundledDocker(arguments.split(separator: " ").map(String.init)).output
  }

  private func run(_ arguments: String, in lab: NeighbourhoodFixture) async {
    let ran = await lab.bundledDocker(arguments.split(separator: " ").map(String.init))
    #expect(ran.exit == 0, "\(arguments): \(ran)")
  }

  @Test func `reach one another by name and alias, and lose it with the container, its name and the network`()
    async throws
  {
    try await NeighbourhoodFixture.with { lab in
      await run("network create lab", in: lab)
      await run("run -d --network lab --name first --network-alias one alpine sleep 600", in: lab)
      await run("run -d --network lab --name second alpine sleep 600", in: lab)
      for name in ["first", "one", "second"] {
        await run("exec second ping -c 1 -W 5 \(name)", in: lab)
      }
      await run("exec first ping -c 1 -W 5 second", in: lab)
      await run("rename second two", in: lab)
      await run("exec first ping -c 1 -W 5 two", in: lab)
      await run("network disconnect lab two", in: lab)
      let isLost = try await lab.wait {
        await lab.bundledDocker(["exec", "first", "ping", "-c", "1", "-W", "1", "two"]).errors
          .contains("bad address 'two'")
      }
      #expect(isLost)
      await run("network connect lab two", in: lab)
      let isBack = try await lab.wait {
        await lab.bundledDocker(["exec", "first", "ping", "-c", "1", "-W", "1", "two"]).exit == 0
      }
      #expect(isBack)
      await run("rm -f first", in: lab)
      #expect(await lab.bundledDocker(["exec", "two", "ping", "-c", "1", "-W", "1", "first"]).exit == 1)
    }
  }

  @Test func `reach a registry and a web server by name, which see who comes, until they are gone`()
    async throws
  {
    try await NeighbourhoodFixture.with { lab in
      await run("network create lab", in: lab)
      await run("run -d --network lab --name registry registry:2.7.1", in: lab)
      await run("run -d --network lab --name box alpine sleep 600", in: lab)
      await run("run -d --network lab --name web --network-alias www nginx:1.19.2", in: lab)
      let registry = await lab.bundledDocker([
        "exec", "box", "wget", "-q", "-O-", "http://registry:5000/v2/_catalog",
      ])
      #expect(registry.output == "{\"repositories\":[]}\n", "\(registry)")
      for name in ["web", "www"] {
        let page = await lab.bundledDocker(["exec", "box", "wget", "-q", "-O-", "http://\(name)/"])
        #expect(page.output.contains("It works: nginx"), "\(page)")
      }
      let own = await lab.bundledDocker(["exec", "box", "hostname", "-i"]).output.filter { $0 != "\n" }
      #expect(await lab.bundledDocker(["logs", "web"]).output.hasPrefix("\(own) - - ["))
      await run("run --rm --network lab alpine wget -q -O /dev/null http://web", in: lab)
      // The other way round, and at home.
      await run("exec registry ping -c 1 -W 5 box", in: lab)
      await run("exec registry wget -q -O /dev/null http://localhost:5000/v2/", in: lab)
      let words = ["exec", "box", "wget", "-q", "-O-", "http://web"]
      await run("network disconnect lab web", in: lab)
      let isLost = try await lab.wait { await lab.bundledDocker(words).errors.contains("bad address 'web'") }
      #expect(isLost)
      await run("network connect lab web", in: lab)
      let isBack = try await lab.wait { await lab.bundledDocker(words).exit == 0 }
      #expect(isBack)
      await run("stop web", in: lab)
      #expect(await lab.bundledDocker(words).errors.contains("bad address 'web'"))
      await run("start web", in: lab)
      let isThereAgain = try await lab.wait { await lab.bundledDocker(words).exit == 0 }
      #expect(isThereAgain)
    }
  }

  @Test func `have the address of one that was there before, though its network is not quite gone`()
    async throws
  {
    guard case .available(let tools, _) = ProcessSupport.found() else { return }
    let room = try #require(await NetworkRoom(with: tools))
    let card = ContainerRoom.Interface(
      bridge: "br-test", gateway: "10.9.0.1", address: "10.9.0.2", prefixLength: 24,
      hardwareAddress: "02:42:0a:09:00:02")
    let former = try #require(await RoomNetwork(interfaces: [card], in: room, with: tools))
    let present = try #require(await RoomNetwork(interfaces: [card], in: room, with: tools))
    for (network, isThere) in [(present, true), (former, false)] {
      let words = [
        "--preserve-credentials", "-t", "\(network.process)", "-U", "-n", "--", tools.ip ?? "ip", "addr",
      ]
      let shown = try await ChildCommand(tools.nsenter, words, environment: [:]).capture().stdout
      #expect(shown.contains("10.9.0.2/24") == isThere, "\(shown)")
    }
  }

  @Test func `have a way to everywhere by the gateway, which answers and says at once where nothing is`()
    async throws
  {
    try await NeighbourhoodFixture.with { lab in
      await run("network create lab", in: lab)
      await run("network create --internal inner", in: lab)
      await run("run -d --name box alpine sleep 600", in: lab)
      await run("run -d --name kept --network inner alpine sleep 600", in: lab)
      let route = await output("exec box ip route", in: lab)
      #expect(route.hasPrefix("default via 172.17.0.1 dev eth0"), "\(route)")
      let kept = await output("exec kept ip route", in: lab)
      #expect(!kept.contains("default"))
      await run("exec box ping -c 1 -W 5 172.17.0.1", in: lab)
      // Not that of one of those who are connected, which would change when that one goes.
      let near = await output("exec box ip neigh show 172.17.0.1", in: lab)
      #expect(near.contains("02:42:ac:11:00:01"), "\(near)")
      let outside = await lab.bundledDocker(["exec", "box", "wget", "-O-", "http://198.51.100.7/"])
      #expect(outside.errors.contains("unreachable"), "\(outside)")
      await run("network connect lab box", in: lab)
      await run("network disconnect bridge box", in: lab)
      let isTurned = try await lab.wait {
        await output("exec box ip route", in: lab).hasPrefix("default via 172.18.0.1 dev eth1")
      }
      #expect(isTurned)
    }
  }

  @Test func `find what is published at their gateway, whoever was there first, until it is gone`()
    async throws
  {
    try await NeighbourhoodFixture.with { lab in
      await run("run -d -p 8080:80 --name web nginx:1.19.2", in: lab)
      await run("run -d --name box --add-host host.docker.internal:host-gateway alpine sleep 600", in: lab)
      await run("run -d -p 5000:5000 registry:2.7.1", in: lab)
      let script = "while :; do echo hello | nc -l -p 7; done"
      _ = await lab.bundledDocker(["run", "-d", "-p", "7:7", "alpine", "sh", "-c", script])
      for (address, text) in [
        ("172.17.0.1:8080/", "It works: nginx"), ("host.docker.internal:8080/", "It works: nginx"),
        ("172.17.0.1:5000/v2/_catalog", "repositories"),
      ] {
        let page = await output("exec box wget -qO- http://\(address)", in: lab)
        #expect(page.contains(text), "\(address): \(page)")
      }
      let isHeard = try await lab.wait {
        await lab.bundledDocker(["exec", "box", "sh", "-c", "nc -w 5 172.17.0.1 7 </dev/null"]).output
          == "hello\n"
      }
      #expect(isHeard)
      await run("rm -f web", in: lab)
      let gone = await lab.bundledDocker(["exec", "box", "wget", "-qO-", "http://172.17.0.1:8080/"])
      #expect(gone.errors.contains("Connection refused"), "\(gone)")
    }
  }

  @Test func `ask Docker's name server from the moment on in which they join a network of one's own`()
    async throws
  {
    try await NeighbourhoodFixture.with { lab in
      await run("network create lab", in: lab)
      await run("run -d --network lab --name there alpine sleep 600", in: lab)
      await run("run -d --name box alpine sleep 600", in: lab)
      let servers = "exec box cat /etc/resolv.conf"
      let before = await output(servers, in: lab)
      #expect(!before.contains("127.0.0.11"))
      await run("network connect lab box", in: lab)
      let isAsked = try await lab.wait { await output(servers, in: lab).contains("nameserver 127.0.0.11\n") }
      #expect(isAsked)
      let found = await output("exec box nslookup there", in: lab)
      #expect(found.contains("127.0.0.11") && found.contains("172.18.0.2"), "\(found)")
      let hosts = await output("exec box cat /etc/hosts", in: lab)
      #expect(!hosts.contains("there"))
      await run("network disconnect lab box", in: lab)
      let after = await output(servers, in: lab)
      #expect(after.contains("nameserver 127.0.0.11\n"))
      await run("restart -t 0 box", in: lab)
      let again = await output(servers, in: lab)
      #expect(!again.contains("127.0.0.11"))
    }
  }

  @Test func `do not reach those on another one, nor by name on the network that everybody is on`()
    async throws
  {
    try await NeighbourhoodFixture.with { lab in
      await run("network create lab", in: lab)
      await run("run -d --network lab --name inside alpine sleep 600", in: lab)
      await run("run -d --name near alpine sleep 600", in: lab)
      await run("run -d --name outside alpine sleep 600", in: lab)
      let address = await lab.bundledDocker(["exec", "inside", "hostname", "-i"]).output
      let words = ["exec", "outside", "ping", "-c", "1", "-W", "1"]
      let far = await lab.bundledDocker(words + [address.filter { $0 != "\n" }])
      #expect(far.exit == 1, "\(far)")
      #expect(await lab.bundledDocker(words + ["near"]).errors.contains("bad address 'near'"))
      #expect(await lab.bundledDocker(words + ["172.17.0.2"]).exit == 0)
      #expect(await lab.bundledDocker(words + ["172.17.0.1"]).exit == 0)
    }
  }
}
