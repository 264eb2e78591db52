import OCI

extension Machine {
  /// Which containers stand on which images, so that removing an image can refuse.
  func imageUses() -> [ImageUse] {
    state.containers.compactMap { container in
      guard let image = try? Digest(parsing: container.imageID) else { return nil }
      return ImageUse(container: container.id, image: image, isRunning: container.life.status.isActive)
    }
  }
}
