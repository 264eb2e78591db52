import Basics
import Engine
import Lessons
import Shell

extension Isolation {
  /// Gives each machine but the first a network of its own, and writes down which process keeps it.
  ///
  /// - Returns: `nil` where there can be none, and the machines share the sitting's.
  package func makeNetworks(of lesson: Lesson) async throws(SystemError) -> MachineNetworks? {
    guard lesson.machines.count > 1, let networks = await MachineNetworks(of: lesson.machines.map(\.name))
    else {
      return nil
    }
    for machine in lesson.machines {
      guard let process = networks.process(of: machine.name) else { continue }
      let network = Folders.destination(ofLink: "/proc/\(process)/ns/net") ?? ""
      try AtomicFile.write("\(process) \(network)".utf8, to: Self.networkFile(machine.id.text))
    }
    try AtomicFile.write([], to: Self.networksFile)
    return networks
  }

  /// Whether the machines have networks of their own.
  static var hasNetworks: Bool { Folders.exists(networksFile) }

  /// A machine's own network.
  struct Network: Hashable {
    /// Who keeps it.
    let process: Int32
    /// As a link in a process's `ns` calls it (namespaces(7)).
    let name: String

    /// Whether this process is in it.
    var isHere: Bool { Folders.destination(ofLink: "/proc/self/ns/net") == name }
  }

  /// A machine's own network; `nil` for the first machine, and where machines share one.
  static func network(of machine: String) -> Network? {
    guard let bytes = try? FileBytes.read(networkFile(machine)) else { return nil }
    let words = String(decoding: bytes, as: UTF8.self).split(separator: " ").map(String.init)
    guard words.count == 2, let process = Int32(words[0]) else { return nil }
    return Network(process: process, name: words[1])
  }

  /// The machine whose network must be left before another one can be entered.
  ///
  /// - Parameters:
  ///   - machine: The machine to be entered.
  ///   - environment: What this process was called with.
  /// - Returns: `nil` for none.
  package static func machineToLeave(
    for machine: Lessons.Machine.ID, environment: [String: String]
  ) -> Lessons.Machine.ID? {
    guard Isolation(environment: environment) != nil, hasNetworks,
      let current = environment[WorkPlace.Variable.machine], current != machine.text,
      network(of: current)?.isHere == true
    else { return nil }
    return Lessons.Machine.ID(current)
  }

  private static func networkFile(_ machine: String) -> String { "\(Place.sockets)/\(machine)/network" }
  private static var networksFile: String { "\(Place.sockets)/networks" }
}
