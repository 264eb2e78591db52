import Basics
import Shell

/// Networks of machines that do not share their ports: the first machine has this process's own network, each other
/// machine one of its own.
///
/// Every machine has an address of its own in all of them (`127.0.1.1` for the first), at which the others find what it
/// publishes: whoever opens a port opens it there in every network, and at the loopback address in its own.
package struct MachineNetworks: Sendable {
  private let names: [String]
  private let networks: [String: RoomNetwork]

  /// Makes the networks; `nil` where one cannot be made, and machines share this process's network.
  ///
  /// - Parameters:
  ///   - names: The machines, the first one first.
  ///   - processes: What makes rooms here.
  package init?(of names: [String], with processes: ProcessSupport = .found()) async {
    guard case .available(let tools, _) = processes else { return nil }
    var networks: [String: RoomNetwork] = [:]
    for name in names.dropFirst() {
      guard let network = await RoomNetwork(interfaces: [], in: nil, with: tools) else { return nil }
      networks[name] = network
    }
    self.names = names
    self.networks = networks
  }

  /// The address of the machine with this index.
  package static func address(_ index: Int) -> String { "127.0.1.\(index + 1)" }

  /// A process in the network of a machine; `nil` for the first one.
  package func process(of name: String) -> Int32? { networks[name]?.process }

  /// Where a machine's ports are opened.
  func places(of name: String) -> Places? {
    guard let index = names.firstIndex(of: name) else { return nil }
    return Places(
      address: Self.address(index), own: networks[name],
      others: names.filter { $0 != name }.map { networks[$0] })
  }

  /// Where the ports of a machine are opened.
  struct Places: Sendable {
    /// By which the other machines know it.
    let address: String
    /// `nil` for this process's own network, as below.
    let own: RoomNetwork?
    let others: [RoomNetwork?]

    /// Where a published port listens: in which network, at which address, and whether it must.
    func all(for published: PublishedPort) -> [Place] {
      guard published.isOnAllAddresses else {
        return [Place(network: own, address: published.hostAddress, isNeeded: true)]
          + (published.hostAddress == address ? elsewhere : [])
      }
      let six = own == nil ? [Place(network: nil, address: "::1", isNeeded: false)] : []
      return [
        Place(network: own, address: "127.0.0.1", isNeeded: true),
        Place(network: own, address: address, isNeeded: true),
      ] + six + elsewhere
    }

    // What a learner's own program has taken there is theirs.
    private var elsewhere: [Place] { others.map { Place(network: $0, address: address, isNeeded: false) } }
  }

  struct Place: Sendable {
    let network: RoomNetwork?
    let address: String
    let isNeeded: Bool

    /// The socket to listen on.
    func listening(on port: UInt16) throws(SystemError) -> ListeningPlace {
      guard let network else { return .address(address) }
      guard let number = IPv4.parse(address) else {
        throw SystemError(operation: "listen on", subject: address, code: 99)
      }
      return .descriptor(try network.listen(on: port, address: number))
    }
  }

  enum ListeningPlace { case address(String), descriptor(Int32) }
}
