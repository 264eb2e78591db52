import DockerAPI
import OCI

extension Machine {
  /// The rows of `docker ps`, newest first.
  func list(_ filter: ContainerFilter, withSize: Bool = false) async throws(EngineFault) -> [ContainerSummary]
  {
    let containers = try filter.select(from: Array(state.containers), await surroundings(of: filter))
    var rows: [ContainerSummary] = []
    for container in containers {
      rows.append(
        container.summary(
          at: now(), image: await imageText(of: container), withSize: withSize,
          health: healths[container.id]?.status))
    }
    return rows
  }

  /// The text given to `run`; the image's identifier once that text means another image or none.
  private func imageText(of container: Container) async -> String {
    let text = container.config.image
    return await images.identifier(of: text) == container.imageID ? text : container.imageID
  }

  private func surroundings(of filter: ContainerFilter) async -> ContainerFilter.Surroundings {
    var ancestors: Set<String> = []
    for name in filter.ancestors {
      if let identifier = await images.identifier(of: name) { ancestors.insert(identifier) }
    }
    let networks = filter.networks.compactMap { state.network(named: $0)?.name }
    return ContainerFilter.Surroundings(
      ancestors: ancestors, networks: Set(networks), healths: healths.mapValues(\.status.rawValue))
  }

  /// The document of `docker inspect`.
  func inspect(_ name: String, withSize: Bool = false) async throws(EngineFault) -> ContainerInspection {
    let id = try state.container(named: name).id
    let layers = await imageLayers(of: id)
    let container = try state.container(named: id)
    var document = container.inspection(withSize: withSize, over: layers)
    document.state.health = healths[container.id]?.document
    document.execIDs = execIDs(of: container.id)
    document.hostConfig.links = linkTexts(of: container)
    return document
  }

  private func imageLayers(of id: String) async -> [String] {
    guard
      let digest = state.containers.first(where: { $0.id == id }).flatMap({ try? Digest(parsing: $0.imageID) }
      )
    else { return [] }
    return await images.image(id: digest)?.layerFolders ?? []
  }

  /// The containers that stand on images, for those who want to remove one.
  package var imageUses: [ImageUse] {
    state.containers.compactMap { container in
      (try? Digest(parsing: container.imageID)).map {
        ImageUse(container: container.id, image: $0, isRunning: container.life.status.isActive)
      }
    }
  }
}
