import Basics
import CNamespaces
import Dispatch

/// A network without a program in it, for a container whose program this very process plays, or one with file systems
/// in memory: these live as long as it does, and every program of the container can have them.
///
/// What listens in it is a socket of this process; commands that run in the container join it.
package final class RoomNetwork: Sendable {
  /// A file system in memory.
  package struct Memory: Sendable, Hashable {
    /// The folder of this computer over which it is put, for those alone who join the network.
    package let folder: String
    /// What stands in the place of its device.
    package let name: String
    /// For mount(8).
    package let options: String

    package init(folder: String, name: String, options: String) {
      self.folder = folder
      self.name = name
      self.options = options
    }
  }

  private let keeper: LiveChild
  /// Whether it keeps file systems too.
  package let hasFiles: Bool
  /// The process that keeps the network.
  package let process: Int32

  /// Makes a network, with interfaces where rooms are connected with one another; `nil` when the system does not let it.
  package init?(
    interfaces: [ContainerRoom.Interface], memory: [Memory] = [], in room: NetworkRoom?,
    with tools: ContainerTools
  ) async {
    let users = room?.hasUsers == true ? [] : ContainerRoom.rootAlone
    let words =
      [tools.bubblewrap] + users + [
        "--unshare-net", "--cap-add", "ALL",
        "--die-with-parent", "--json-status-fd", "\(ContainerRoom.statusDescriptor)", "--block-fd",
        "\(ContainerRoom.gateDescriptor)", "--dev-bind", "/", "/", "--", tools.busybox, "sleep", "2000000000",
      ]
    let listener = LiveChild.Listener(onOutput: { _, _ in }, onEnd: { _ in })
    // On the thread of the child, which may wait.
    let furnish: @Sendable (Int32) -> Void = { process in
      LiveChild.waitForUsers(of: process)
      if let room, !interfaces.isEmpty { room.attach(interfaces, to: process) }
      if room == nil, !interfaces.isEmpty {
        var plain = ContainerRoom(root: "/", hostName: "")
        plain.interfaces = interfaces
        LiveChild.address(plain, process, with: tools)
      }
    }
    guard
      let keeper = try? await LiveChild.start(
        room?.making(words) ?? words, on: .pipes(takesInput: false), listener: listener, furnish: furnish),
      let process = keeper.process
    else { return nil }
    self.keeper = keeper
    self.process = process
    hasFiles = !memory.isEmpty
    // Only now is every mount of its own in place, and on a thread that may wait.
    if hasFiles {
      await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
        DispatchQueue(label: "container.memory").async {
          for one in memory { self.mount(one, tools) }
          continuation.resume()
        }
      }
    }
  }

  private func mount(_ memory: Memory, _ tools: ContainerTools) {
    _ = LiveChild.finish(
      [tools.nsenter, "--preserve-credentials", "-t", "\(process)", "-U", "-m", "--"] + [
        tools.busybox, "mount", "-t", "tmpfs", "-o", "nosuid,nodev,\(memory.options)", memory.name,
        memory.folder,
      ])
  }

  deinit { close() }

  /// Opens a TCP port of the network.
  ///
  /// - Parameters:
  ///   - port: The port.
  ///   - address: An IPv4 address of the network, most significant byte first; 0 for all.
  /// - Returns: a descriptor that listens, which is the caller's.
  /// - Throws: `SystemError` when somebody else has the port, or the network has no such address.
  package func listen(on port: UInt16, address: UInt32 = 0) throws(SystemError) -> Int32 {
    let descriptor = dojo_listen_in_network_of(process, address, port)
    guard descriptor >= 0 else {
      throw SystemError(operation: "listen on", subject: "port \(port)", code: -descriptor)
    }
    return descriptor
  }

  package func close() { keeper.signal(9) }
}
