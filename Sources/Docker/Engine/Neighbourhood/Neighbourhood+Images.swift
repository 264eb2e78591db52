import Basics
import OCI

extension Neighbourhood {
  /// Gives every machine its image endpoints; to be called before the machines serve their API.
  func openImages(hub: Hub) async {
    for machine in machines {
      let routes = ImageRoutes(
        store: machine.images,
        registries: MachineRegistries(machine: machine.name, hub: hub, neighbourhood: self),
        uses: { [weak machine] in await machine?.imageUses ?? [] }, language: hub.language)
      await machine.adopt(imageRoutes: routes.routes)
    }
  }
}
