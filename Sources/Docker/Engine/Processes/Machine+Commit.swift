import Basics
import DockerAPI
import OCI
import Shell

/// What `docker commit` asks for.
struct CommitWish: Sendable, Hashable {
  let repository: String?
  let tag: String?
  let author: String
  let comment: String
  /// Lines of a Dockerfile.
  let changes: [String]
}

extension Machine {
  /// A container by any of its names.
  func container(named name: String) throws(EngineFault) -> Container { try state.container(named: name) }

  /// The files of a container, for an archive of them; what it mounts is not in it.
  func exportedTree(of name: String) async throws -> Place {
    let container = try state.container(named: name)
    let tree = try await tree(of: container)
    record(.container("export", container, at: now()))
    return Place(root: tree.root, plain: "/", isWritable: false)
  }

  /// Makes an image of a container: the layers of its own image, and one with what it has changed.
  ///
  /// - Returns: the image's identifier.
  /// - Throws: `EngineFault` in Docker's words.
  func commit(_ name: String, _ wish: CommitWish) async throws -> String {
    let container = try state.container(named: name)
    let reference = try wish.repository.map { repository throws(EngineFault) in
      try ImageCatalog.reference(wish.tag.map { "\(repository):\($0)" } ?? repository).withDefaultTag
    }
    let config = try ConfigChanges.apply(wish.changes, to: container.config)
    guard let digest = try? Digest(parsing: container.imageID), let base = await images.image(id: digest)
    else {
      throw EngineFault.noSuchImage(container.config.image)
    }
    var layers: [StoredLayer] = []
    for diffID in base.diffIDs { if let layer = await images.layer(diffID) { layers.append(layer) } }
    let own = try await changedLayer(of: container)
    if let own { layers.append(own) }
    let recipe = CommittedConfig(
      container: container, config: config, wish: wish, now: now(), layer: own?.diffID)
    let bytes = recipe.document(over: try await JSONValue(parsing: images.bytes(of: digest))).utf8()
    var image = try Image(config: bytes)
    image.parent = digest
    try await images.keep(bytes, digest: image.id)
    try await images.add([
      ImageStore.PreparedImage(image: image, layers: layers, names: reference.map { [$0] } ?? [])
    ])
    record(
      .container(
        "commit", container,
        ["comment": wish.comment, "imageID": image.id.description, "imageRef": reference?.description ?? ""],
        at: now()))
    if let reference {
      await images.announce(
        ImageEvent("tag", image, name: reference.familiar))
    }
    return image.id.description
  }

  /// The layer of what a container has changed, kept; `nil` when it has changed nothing.
  private func changedLayer(of container: Container) async throws -> StoredLayer? {
    guard ContainerTree.status(at: folder.root(of: container.id)) != nil else { return nil }
    let snapshot = try await snapshot(of: container)
    let changes = try await changes(in: container, snapshot)
    guard !changes.isEmpty else { return nil }
    let root = try OpenFolder(folder.root(of: container.id))
    var bytes: [UInt8] = []
    var size = 0
    for change in changes {
      let parts = change.path.split(separator: "/").map(String.init)
      guard let last = parts.last else { continue }
      let parent = parts.dropLast().joined(separator: "/")
      if change.kind == .deleted {
        let path = parent.isEmpty ? ".wh.\(last)" : "\(parent)/.wh.\(last)"
        bytes += ArchiveMember(path: path, kind: .file, mode: 0, modified: 0).header
        continue
      }
      let path = parts.joined(separator: "/")
      guard let member = snapshot.members[path], member.kind != .other else { continue }
      let content =
        member.kind == .file
        ? try snapshot.content(of: path).map(Array.init) ?? root.folder(parent).read(last) : []
      var own = ArchiveMember(
        path: path, kind: member.kind, mode: member.mode, size: content.count,
        modified: member.modified)
      own.owner = member.owner
      bytes += own.header + content + ArchiveMember.padding(after: content.count)
      size += content.count
    }
    bytes += ArchiveMember.end
    let packed = Gzip.wrap(bytes)
    let digest = Digest.sha256(of: packed)
    try await images.keep(packed, digest: digest)
    return StoredLayer(
      diffID: Digest.sha256(of: bytes),
      blob: Descriptor(mediaType: .dockerLayer, size: packed.count, digest: digest), contentSize: size,
      repositories: [])
  }
}
