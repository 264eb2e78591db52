import OCI

/// What a container takes over from its image.
package struct ContainerImage: Sendable {
  /// `sha256:` and 64 digits.
  package let id: String
  /// Bytes of its layers, unpacked.
  package let size: Int
  package let defaults: ImageConfig.ContainerDefaults
  package let platform: Platform

  package init(id: String, size: Int, defaults: ImageConfig.ContainerDefaults, platform: Platform) {
    self.id = id
    self.size = size
    self.defaults = defaults
    self.platform = platform
  }
}

/// Where a machine finds the images that its containers are made of.
package protocol ContainerImages: Sendable {
  /// The image that a reference, an identifier or the start of one means on this machine; `nil` for none.
  ///
  /// - Throws: `EngineFault` when the start of an identifier means several.
  func containerImage(named name: String) async throws -> ContainerImage?
}
