import Basics
import OCI
import RegistryClient

extension Neighbourhood {
  /// Gives every machine its image endpoints; to be called before the machines serve their API.
  func openImages(bundle: BundledImages, hub: HubServer, language: Language) async {
    let client = RegistryClient()
    let hub = Hub(bundle: bundle, language: language) { try await hub.repository($0, client: client) }
    for machine in machines {
      // Weak, for the machines hold the routes.
      let registries = MachineRegistries(
        hub: hub, client: client,
        insecureRegistries: { [weak machine] in await machine?.configuration.insecureRegistries ?? [] },
        mirrors: { [weak machine] in await machine?.configuration.registryMirrors ?? [] },
        dial: { [weak self, name = machine.name] host, port in
          await self?.address(host: host, port: port, from: name) ?? .noSuchHost
        })
      let routes = ImageRoutes(
        store: machine.images, registries: registries,
        uses: { [weak machine] in await machine?.imageUses ?? [] }, language: language,
        hub: HubSearch(bundle), now: machine.now)
      await machine.adopt(imageRoutes: routes.routes + LoginRoutes(registries: registries).routes)
    }
  }

  private func address(host: String, port: Int, from machine: String) async -> DialledAddress {
    switch await endpoint(host: host, port: port, from: machine) {
    case .reachable(let host, let port): .reachable(host: host, port: port)
    case .noSuchHost: .noSuchHost
    case .refused(let address): .refused(address: address)
    }
  }
}
