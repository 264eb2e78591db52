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

  init(action: String, id: String, name: String? = nil, reclaimed: Int? = nil) {
    self.action = action
    self.id = id
    self.name = name
    self.reclaimed = reclaimed
  }
}
