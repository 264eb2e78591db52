import OCI

/// Something that happened to an image, as `docker events` tells it.
package struct ImageEvent: Sendable, Hashable {
  /// `pull`, `push`, `tag`, `untag`, `delete`, `save`, `load`, `import` or `prune`.
  package let action: String
  /// The actor's ID: an image id, or for `pull` and `push` the reference.
  package let id: String
  /// The actor's attribute `name`.
  package let name: String?
  /// The actor's attribute `reclaimed`, bytes; of `prune` only.
  package let reclaimed: Int?
  /// The labels of the image, which are attributes of the actor too.
  package let labels: [String: String]

  init(
    action: String, id: String, name: String? = nil, reclaimed: Int? = nil, labels: [String: String] = [:]
  ) {
    self.labels = labels
    self.action = action
    self.id = id
    self.name = name
    self.reclaimed = reclaimed
  }

  /// An event of an image that is known by its identifier; `name` is that too unless another is given.
  init(_ action: String, _ image: Image, name: String? = nil) {
    self.init(
      action: action, id: image.id.description, name: name ?? image.id.description, labels: image.labels)
  }
}
