import OCI

/// What a container takes over from its image.
struct ContainerImage: Sendable {
  /// `sha256:` and 64 digits.
  let id: String
  /// Bytes of its files.
  let size: Int
  let defaults: ImageConfig.ContainerDefaults
  let platform: Platform

  init(id: String, size: Int, defaults: ImageConfig.ContainerDefaults, platform: Platform) {
    self.id = id
    self.size = size
    self.defaults = defaults
    self.platform = platform
  }
}

extension ImageStore {
  /// The image that a reference, an identifier or the start of one means on this machine.
  ///
  /// - Throws: `EngineFault` when there is none, or several.
  func containerImage(named name: String) throws(EngineFault) -> ContainerImage {
    let image = try image(name)
    return ContainerImage(
      id: image.id.description, size: size(of: image), defaults: image.config.config ?? .init(),
      platform: Platform(
        os: image.config.os, architecture: image.config.architecture, variant: image.config.variant))
  }

  /// The identifiers that names mean now, without the names that mean none.
  func identifiers(of names: Set<String>) -> [String: String] {
    var identifiers: [String: String] = [:]
    for name in names { identifiers[name] = (try? image(name))?.id.description }
    return identifiers
  }
}
