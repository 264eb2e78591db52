import Basics
import DockerAPI
import HTTPServer

/// The machines of one sitting, which reach one another by name.
package final class Neighbourhood: Sendable {
  /// The machines in the order of the lesson; the first is where it starts.
  package let machines: [Machine]

  /// The threads that end with the machines.
  private let ownLoops: ServerLoops?
  private let hub: HubServer
  /// Whether loopback names lead to this computer's own ports where no container publishes one.
  private let reachesComputer: Bool

  /// Which real host a name means that is no machine of the sitting; `nil` for what it says.
  private let outside: @Sendable (_ host: String) -> String?

  init(
    machines: [Machine], hub: HubServer, ownLoops: ServerLoops?, reachesComputer: Bool = false,
    outside: @escaping @Sendable (String) -> String? = { _ in nil }
  ) {
    self.machines = machines
    self.outside = outside
    self.hub = hub
    self.reachesComputer = reachesComputer
    self.ownLoops = ownLoops
  }

  /// The machine of that name; `nil` when there is none.
  package func machine(named name: String) -> Machine? {
    machines.first { $0.name == name }
  }

  /// Where a connection from a machine to a host and a port of the practice world really leads.
  ///
  /// A loopback name or address is the asking machine itself, and nothing else unless that was asked for: what a learner
  /// pushes to a registry that is yet to be started must not end in one of their own. So is the unspecified address, which
  /// `docker port` prints and Linux connects to the local host. Hosts that are no machine of the sitting are reached
  /// as this computer reaches them.
  package func endpoint(host: String, port: Int, from machineName: String) async -> Endpoint {
    guard let from = machine(named: machineName), let number = UInt16(exactly: port) else {
      return .noSuchHost
    }
    if Self.isLoopback(host) || host == "0.0.0.0" || host == "::" {
      let end = await Self.endpoint(of: from, address: "127.0.0.1", port: number)
      if case .refused = end, reachesComputer { return .reachable(host: "127.0.0.1", port: port) }
      return end
    }
    guard let target = machines.first(where: { $0.name == host || $0.address == host }) else {
      return .reachable(host: outside(host) ?? host, port: port)
    }
    return await Self.endpoint(of: target, address: target.address, port: number)
  }

  private static func endpoint(of machine: Machine, address: String, port: UInt16) async -> Endpoint {
    guard let real = await machine.ports.realPort(of: port, on: address) else {
      return .refused(address: "\(address):\(port)")
    }
    return .reachable(host: "127.0.0.1", port: Int(real))
  }

  static func isLoopback(_ host: String) -> Bool {
    host == "localhost" || host == "::1" || IPv4.parse(host).map { $0 >> 24 == 127 } ?? false
  }

  /// Closes all ports and sockets; the machines go on from here when they are opened again.
  package func close() async {
    for machine in machines {
      await machine.stopServing()
      await machine.suspend()
    }
    await hub.shutdown()
    await ownLoops?.shutdown()
  }
}
