import DockerAPI
import Shell

extension Machine {
  /// Looks whether the container is there whose network this one is to have, and takes over its name.
  ///
  /// - Throws: `EngineFault` in Docker's words.
  func joinNetwork(of id: String) throws(EngineFault) {
    guard let container = state[container: id], let name = container.hostConfig.sharedNetwork else { return }
    let other = try state.container(named: name)
    switch other.life.status {
    case .running, .paused: break
    case .restarting: throw .conflict("cannot join network of a restarting container: \(other.id)")
    default: throw .conflict("cannot join network of a non running container: \(other.id)")
    }
    note(container.id) { container in
      container.config.hostname = other.config.hostname
      container.config.domainname = other.config.domainname
    }
  }

  /// The first process in the network that a container shares; `nil` for one that has its own.
  func sharedNetworkProcess(
    of container: Container, with tools: ContainerTools
  ) async throws(EngineFault) -> Int32? {
    guard let name = container.hostConfig.sharedNetwork else { return nil }
    let other = try state.container(named: name)
    if let process = running[other.id]?.process?.process { return process }
    if let network = await network(ofPlayed: other.id, with: tools) { return network.process }
    throw .conflict("cannot join network of a non running container: \(other.id)")
  }

  /// Whose files of `/etc` a container has: those of the one whose network it shares, or its own.
  func ownerOfNames(of container: Container) -> Container {
    guard let name = container.hostConfig.sharedNetwork else { return container }
    return (try? state.container(named: name)) ?? container
  }
}
