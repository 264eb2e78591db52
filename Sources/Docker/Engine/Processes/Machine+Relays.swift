import Basics
import HTTPServer
import Shell

extension Machine {
  /// What carries a connection to a port of a container's processes; `nil` where there are none.
  ///
  /// The network of a container is its own, so each connection has a small program in it that passes bytes on. It
  /// reaches the container at its address: what listens on the container's loopback only is not published, as in Docker.
  nonisolated func relay(to port: UInt16, of id: String) -> (@Sendable (RawConnection) async -> Void)? {
    guard case .available(let tools, _) = processes else { return nil }
    return { [weak self] connection in
      guard let words = await self?.way(to: port, of: id, with: tools) else { return }
      let command = ChildCommand(words[0], Array(words.dropFirst()), environment: [:])
      _ = try? await command.converse(isSilent: true) { program in
        try await withThrowingTaskGroup(of: Void.self) { group in
          group.addTask {
            for try await bytes in connection.input { try await program.write(bytes) }
            try await program.endInput()
          }
          // What the container has said last is the end, whether or not the peer has more to say.
          defer { group.cancelAll() }
          try await program.forEachOutput { try await connection.write($0) }
        }
      }
    }
  }

  /// The command line that reaches a port of a container, once its process and its address are there.
  private func way(to port: UInt16, of id: String, with tools: ContainerTools) async -> [String]? {
    guard let process = running[id]?.process?.process,
      let address = state[container: id]?.attachments.first(where: { !$0.address.isEmpty })?.address
    else { return nil }
    // From the bridge, as Docker's proxy does; without one from within.
    guard let network = await networkRoom(with: tools) else {
      return ContainerRoom.reaching(address, port: port, in: process, with: tools)
    }
    return network.entering([tools.busybox, "nc", address, "\(port)"])
  }
}
