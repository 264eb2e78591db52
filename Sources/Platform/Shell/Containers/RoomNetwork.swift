import Basics
import CNamespaces

/// A network without a program in it, for a container whose program this very process plays.
///
/// What listens in it is a socket of this process; commands that run in the container join it.
package final class RoomNetwork: Sendable {
  private let keeper: LiveChild
  /// The process that keeps the network.
  package let process: Int32

  /// Makes a network, with interfaces where rooms are connected with one another; `nil` when the system does not let it.
  package init?(
    interfaces: [ContainerRoom.Interface], in room: NetworkRoom?, with tools: ContainerTools
  ) async {
    let words = [
      tools.bubblewrap, "--unshare-user", "--uid", "0", "--gid", "0", "--unshare-net", "--cap-add", "ALL",
      "--die-with-parent", "--json-status-fd", "\(ContainerRoom.statusDescriptor)", "--block-fd",
      "\(ContainerRoom.gateDescriptor)", "--dev-bind", "/", "/", "--", tools.busybox, "sleep", "2000000000",
    ]
    let listener = LiveChild.Listener(onOutput: { _, _ in }, onEnd: { _ in })
    // On the thread of the child, which may wait.
    let furnish: @Sendable (Int32) -> Void = { process in
      LiveChild.waitForUsers(of: process)
      if !interfaces.isEmpty { room?.attach(interfaces, to: process) }
    }
    guard
      let keeper = try? await LiveChild.start(
        room?.making(words) ?? words, on: .pipes(takesInput: false), listener: listener, furnish: furnish),
      let process = keeper.process
    else { return nil }
    self.keeper = keeper
    self.process = process
  }

  deinit { close() }

  /// Opens a TCP port on all addresses of the network.
  ///
  /// - Returns: a descriptor that listens, which is the caller's.
  package func listen(on port: UInt16) throws(SystemError) -> Int32 {
    let descriptor = dojo_listen_in_network_of(process, port)
    guard descriptor >= 0 else {
      throw SystemError(operation: "listen on", subject: "port \(port) of a container", code: -descriptor)
    }
    return descriptor
  }

  package func close() { keeper.signal(9) }
}
