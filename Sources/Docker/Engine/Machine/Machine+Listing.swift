import DockerAPI
import OCI

extension Machine {
  /// The rows of `docker ps`, newest first.
  func list(_ filter: ContainerFilter, withSize: Bool = false) async throws(EngineFault) -> [ContainerSummary]
  {
    let containers = try filter.select(from: Array(state.containers), await surroundings(of: filter))
    let identifiers = await images.identifiers(of: Set(containers.map(\.config.image)))
    var writtenSizes: [String: Int] = [:]
    if withSize {
      for container in containers { writtenSizes[container.id] = try await writtenSize(of: container) }
    }
    let now = now()
    return containers.map { container in
      // The text given to `run`; the image's identifier once that text means another image or none.
      let text = container.config.image
      let isMeant = identifiers[text] == container.imageID
      return container.summary(
        at: now, image: isMeant ? text : container.imageID, writtenSize: writtenSizes[container.id],
        health: healths[container.id]?.status)
    }
  }

  private func surroundings(of filter: ContainerFilter) async -> ContainerFilter.Surroundings {
    let ancestors = await images.identifiers(of: Set(filter.ancestors)).values
    let networks = filter.networks.map { state.network(named: $0)?.name ?? $0 }
    return ContainerFilter.Surroundings(
      ancestors: Set(ancestors), networks: Set(networks), healths: healths.mapValues(\.status.rawValue))
  }

  /// The document of `docker inspect`.
  func inspect(_ name: String, withSize: Bool = false) async throws(EngineFault) -> ContainerInspection {
    let id = try state.container(named: name).id
    let layers = await imageLayers(of: id)
    let container = try state.container(named: id)
    let writtenSize = withSize ? try await writtenSize(of: container) : nil
    var document = container.inspection(writtenSize: writtenSize, over: layers)
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
