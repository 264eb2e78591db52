import OCI

extension ImageStore: ContainerImages {
  package func containerImage(named name: String) async throws -> ContainerImage? {
    do throws(EngineFault) {
      let image = try image(name)
      return ContainerImage(
        id: image.id.description, size: size(of: image), defaults: image.config.config ?? .init(),
        platform: Platform(
          os: image.config.os, architecture: image.config.architecture, variant: image.config.variant))
    } catch  where error.status == 404 {
      return nil
    }
  }
}
