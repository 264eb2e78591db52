import DockerAPI
import OCI

extension ImageCatalog {
  /// What removing did, and which events tell of it.
  struct Removal {
    var records: [ImageDeletion] = []
    var events: [ImageEvent] = []

    mutating func untagged(_ name: Reference, of image: Image) {
      records.append(ImageDeletion(untagged: name.familiar))
      events.append(ImageEvent("untag", image))
    }

    mutating func deleted(_ image: Image, chains: [Digest]) {
      records.append(ImageDeletion(deleted: image.id.description))
      records += chains.map { ImageDeletion(deleted: $0.description) }
      // Its labels are gone when Docker looks for them.
      events.append(
        ImageEvent(action: "delete", id: image.id.description, name: image.id.description))
    }
  }

  /// Removes what `docker rmi` names: a name goes first, the image with its last name.
  mutating func remove(_ name: String, force: Bool, uses: [ImageUse]) throws(EngineFault) -> Removal {
    let image = try image(name)
    var removal = Removal()
    if Self.isPrefix(name, of: image.id) {
      try untagSoleName(of: image, force: force, uses: uses, &removal)
      try delete(image, force: force, uses: uses, isQuiet: false, &removal)
    } else {
      try untag(name, of: image, force: force, uses: uses, &removal)
      guard names(of: image.id).isEmpty else { return removal }
      try delete(image, force: force, uses: uses, isQuiet: true, &removal)
    }
    return removal
  }

  // MARK: Names

  private mutating func untag(
    _ name: String, of image: Image, force: Bool, uses: [ImageUse], _ removal: inout Removal
  ) throws(EngineFault) {
    let asked = try Self.reference(name)
    let reference = asked.lookupKey
    if !force, Self.isSoleName(names(of: image.id)), let use = uses.first(where: { $0.image == image.id }) {
      throw .conflict(
        "conflict: unable to remove repository reference \"\(name)\" (must force) - container "
          + "\(use.container.prefix(12)) is using its referenced image \(image.id.shortHex)")
    }
    drop(reference, of: image, &removal)
    guard reference.digest == nil else { return }
    // A digest name without a tag beside it in its repository means nothing to anyone.
    let siblings = names(of: image.id).filter { $0.name == reference.name }
    guard siblings.allSatisfy({ $0.digest != nil }) else { return }
    for sibling in siblings { drop(sibling, of: image, &removal) }
  }

  private mutating func untagSoleName(
    of image: Image, force: Bool, uses: [ImageUse], _ removal: inout Removal
  ) throws(EngineFault) {
    let known = names(of: image.id)
    guard Self.isSoleName(known) else { return }
    if let conflict = useConflict(image, force: force, uses: uses) { throw conflict }
    for name in known { drop(name, of: image, &removal) }
  }

  private mutating func drop(_ name: Reference, of image: Image, _ removal: inout Removal) {
    removeName(name)
    removal.untagged(name, of: image)
  }

  /// Whether an image has at most one tag, and digests only in the repository of that tag.
  private static func isSoleName(_ names: [Reference]) -> Bool {
    guard names.count > 1 else { return true }
    let tags = names.filter { $0.digest == nil }
    let repositories = Set(names.filter { $0.digest != nil }.map(\.name))
    guard tags.count < 2, let sole = tags.first ?? names.first else { return false }
    return repositories == [sole.name]
  }

  // MARK: The image itself

  private mutating func delete(
    _ image: Image, force: Bool, uses: [ImageUse], isQuiet: Bool, _ removal: inout Removal
  ) throws(EngineFault) {
    if let conflict = useConflict(image, force: force, uses: uses, includingNames: true) {
      // The name is gone already; that the image stays is no error then.
      guard isQuiet else { throw conflict }
      return
    }
    for name in names(of: image.id) { drop(name, of: image, &removal) }
    let isUsed = uses.contains { $0.image == image.id }
    let parent = parent(of: image)
    removal.deleted(image, chains: delete(image, isUsed: isUsed))
    // What nobody can name any more goes with the last image that stood on it.
    guard let parent, names(of: parent.id).isEmpty else { return }
    try delete(parent, force: false, uses: uses, isQuiet: true, &removal)
  }

  private func nameConflict(_ image: Image, force: Bool) -> EngineFault? {
    guard !force, !names(of: image.id).isEmpty else { return nil }
    return .unableToDelete(image, "must be forced", "image is referenced in multiple repositories")
  }

  /// What is in the way: containers that run before other names, and those before containers that do not run.
  private func useConflict(
    _ image: Image, force: Bool, uses: [ImageUse], includingNames: Bool = false
  ) -> EngineFault? {
    if hasChildren(image.id) {
      return .unableToDelete(image, "cannot be forced", "image has dependent child images")
    }
    let uses = uses.filter { $0.image == image.id }
    if let running = uses.first(where: \.isRunning) {
      return .unableToDelete(
        image, "cannot be forced", "image is being used by running container \(running.container.prefix(12))")
    }
    if includingNames, let conflict = nameConflict(image, force: force) { return conflict }
    guard !force, let stopped = uses.first else { return nil }
    return .unableToDelete(
      image, "must be forced", "image is being used by stopped container \(stopped.container.prefix(12))")
  }
}

extension EngineFault {
  fileprivate static func unableToDelete(_ image: Image, _ remedy: String, _ reason: String) -> Self {
    .conflict("conflict: unable to delete \(image.id.shortHex) (\(remedy)) - \(reason)")
  }
}
