import OCI
import Synchronization

/// Bundled images as machines keep them, each unpacked and measured once for all machines of a process.
final class PreparedImages: Sendable {
  private let images = Mutex<[Reference: ImageStore.PreparedImage]>([:])

  /// The image of a name, which `prepare` makes when nobody has asked for it before.
  func image(
    _ name: Reference, prepare: () throws -> ImageStore.PreparedImage
  ) rethrows -> ImageStore.PreparedImage {
    if let known = images.withLock({ $0[name] }) { return known }
    let image = try prepare()
    images.withLock { $0[name] = image }
    return image
  }
}
