import DockerAPI
import Testing

@testable import Engine

@Suite struct `Published ports` {
  private static func port(_ address: String, _ host: UInt16) -> PublishedPort {
    PublishedPort(hostAddress: address, hostPort: host, containerPort: 80, transport: "tcp")
  }

  @Test(arguments: [
    ("0.0.0.0", "0.0.0.0", true), ("0.0.0.0", "127.0.0.1", true), ("127.0.0.1", "127.0.0.1", true),
    ("127.0.0.1", "192.0.2.1", false),
  ])
  func `collide when one address of the machine would need both`(
    first: String, second: String, collide: Bool
  ) {
    #expect(Self.port(first, 5_000).collides(with: Self.port(second, 5_000)) == collide)
    #expect(!Self.port(first, 5_000).collides(with: Self.port(second, 5_001)))
  }

  @Test func `are found from the addresses that they listen on`() {
    var table = PortTable()
    table.add(PortTable.Entry(published: Self.port("127.0.0.1", 5_000), realPort: 40_000), for: "a")
    table.add(PortTable.Entry(published: Self.port("0.0.0.0", 80), realPort: 40_001), for: "a")
    #expect(table.realPort(of: 5_000, on: "127.0.0.1") == 40_000)
    #expect(table.realPort(of: 5_000, on: "192.0.2.1") == nil)
    #expect(table.realPort(of: 80, on: "192.0.2.1") == 40_001)
    table.release("a")
    #expect(table.realPort(of: 80, on: "192.0.2.1") == nil)
  }

  @Test func `are read as the command line sends them`() throws {
    var host = HostConfig()
    host.portBindings = [
      "80/tcp": [PortBinding(hostIP: "127.0.0.1", hostPort: "8000-8010")], "53/udp": [PortBinding()],
    ]
    host.publishesAllPorts = true
    let requests = try PortRequest.all(in: host, exposed: ["80/tcp", "443/tcp"])
    #expect(requests.map(\.container.text) == ["53/udp", "80/tcp", "443/tcp"])
    #expect(requests.map(\.candidates) == [49_153...65_535, 8_000...8_010, 49_153...65_535])
    #expect(requests.map(\.hostAddress) == ["0.0.0.0", "127.0.0.1", "0.0.0.0"])
  }

  @Test(arguments: ["0/tcp", "70000/tcp", "80/icmp", "x"])
  func `of no sense are refused`(text: String) {
    #expect(throws: EngineFault.self) { try ContainerPort(parsing: text) }
  }
}

@Suite struct `Networks' addresses` {
  @Test func `are handed out from the lowest free one and used again`() throws {
    let bridge = try #require(Subnet(parsing: "172.17.0.0/16"))
    #expect(bridge.gateway == "172.17.0.1")
    #expect(bridge.freeAddress(taken: []) == "172.17.0.2")
    #expect(bridge.freeAddress(taken: ["172.17.0.2", "172.17.0.4"]) == "172.17.0.3")
    #expect(bridge.freeAddress(taken: [], bridge: "172.17.0.9") == "172.17.0.1")
    let part = try #require(Subnet(parsing: "172.17.128.0/17"))
    #expect(bridge.firstAddress(within: part) == "172.17.128.0")
    #expect(bridge.freeAddress(taken: [], bridge: "172.17.128.0", within: part) == "172.17.128.1")
    #expect(IPv4.hardwareAddress(of: "172.17.0.2") == "02:42:ac:11:00:02")
  }

  @Test func `of the next network avoid those of the others`() throws {
    let taken = try ["172.17.0.0/16", "172.18.4.0/24"].map { try #require(Subnet(parsing: $0)) }
    #expect(Subnet.next(avoiding: taken, after: nil)?.text == "172.19.0.0/16")
  }

  @Test func `of the next network follow those that were given last, and begin again at the end`() throws {
    let taken = [try #require(Subnet(parsing: "172.17.0.0/16"))]
    var last = Subnet.next(avoiding: taken, after: nil)
    #expect(last?.text == "172.18.0.0/16")
    last = Subnet.next(avoiding: taken, after: last)
    #expect(last?.text == "172.19.0.0/16")
    #expect(Subnet.next(avoiding: taken, after: Subnet(parsing: "172.31.0.0/16"))?.text == "192.168.0.0/20")
    #expect(Subnet.next(avoiding: taken, after: Subnet(parsing: "192.168.240.0/20"))?.text == "172.18.0.0/16")
  }

  @Test(arguments: ["172.17.0.0", "172.17.0/16", "172.17.0.0/40", "a.b.c.d/16"])
  func `are not read from nonsense`(text: String) {
    #expect(Subnet(parsing: text) == nil)
  }
}
