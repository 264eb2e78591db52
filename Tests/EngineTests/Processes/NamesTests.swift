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
      await run("exec web ping -c 1 -W 5 box", in: lab)
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
