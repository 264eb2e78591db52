import DockerAPI
import Testing

@testable import Engine

struct `The name servers of a container` {
  private static func file(_ computer: String, dns: [String] = [], onOwnNetwork: Bool = false) -> String {
    var host = HostConfig()
    host.dns = dns
    return NameServerFile(computer: computer, asked: host).text(onOwnNetwork: onOwnNetwork)
  }

  @Test func `are the computer's, but for those that only the computer reaches`() {
    #expect(Self.file("search a b\nnameserver 192.0.2.1\n") == "search a b\nnameserver 192.0.2.1\n")
    #expect(
      Self.file("nameserver 127.0.0.53\noptions edns0\n")
        == "options edns0\nnameserver 8.8.8.8\nnameserver 8.8.4.4\n")
    #expect(Self.file("") == "nameserver 8.8.8.8\nnameserver 8.8.4.4\n")
  }

  @Test func `are those that were asked for, with the computer's domains`() {
    #expect(
      Self.file("search a\nnameserver 192.0.2.1\n", dns: ["192.0.2.9"]) == "search a\nnameserver 192.0.2.9\n")
  }

  @Test func `are Docker itself on a network that somebody has made`() {
    #expect(
      Self.file("search a\nnameserver 192.0.2.1\noptions edns0\n", dns: ["192.0.2.9"], onOwnNetwork: true)
        == "search a\nnameserver 127.0.0.11\noptions edns0 ndots:0\n")
  }
}
