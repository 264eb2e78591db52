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
      guard let (process, address) = await self?.whereabouts(of: id) else { return }
      let words = ContainerRoom.reaching(address, port: port, in: process, with: tools)
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

  /// The first process of a container and its address, once both are there.
  private func whereabouts(of id: String) -> (process: Int32, address: String)? {
    guard let process = running[id]?.process?.process,
      let address = state[container: id]?.attachments.first(where: { !$0.address.isEmpty })?.address
    else { return nil }
    return (process, address)
  }
}
