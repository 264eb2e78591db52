import Basics
import DockerAPI
import Shell

extension Machine {
  /// Where something of a container really lies: below a folder, by a path of plain folders.
  struct Place: Sendable {
    let root: String
    let plain: String
    let isWritable: Bool

    var name: String { plain.split(separator: "/").last.map(String.init) ?? "/" }

    /// The path of the folder that it lies in.
    var folder: String { "/" + plain.split(separator: "/").dropLast().joined(separator: "/") }

    /// The folder that it lies in.
    func parent() throws(SystemError) -> OpenFolder { try OpenFolder(root).folder(folder) }

    /// What it is; `nil` when nothing is there.
    func status() -> ArchiveMember? {
      guard plain != "/" else {
        return ArchiveMember(
          path: "/", kind: .folder, mode: 0o755, modified: ContainerTree.status(at: root)?.modified ?? 0)
      }
      return (try? parent())?.status(name)
    }
  }

  /// The changes of a container's files.
  func changes(of name: String) async throws(EngineFault) -> [ContainerChange] {
    try await changes(in: state.container(named: name))
  }

  /// Bytes of the files that a container has made or changed.
  func writtenSize(of container: Container) async throws(EngineFault) -> Int {
    try await changes(in: container).reduce(0) { $0 + $1.size }
  }

  private func changes(in container: Container) async throws(EngineFault) -> [ContainerChange] {
    // Files that nobody has needed so far are as they were.
    guard ContainerTree.status(at: folder.root(of: container.id)) != nil else { return [] }
    return try await changes(in: container, snapshot(of: container))
  }

  /// The changes that a snapshot of a container's files shows.
  func changes(
    in container: Container, _ snapshot: TreeSnapshot
  ) async throws(EngineFault) -> [ContainerChange] {
    let original = OriginalFiles(
      try await layers(of: container), furniture: await furniture(of: container))
    return original.changes(in: snapshot, hasUsers: await owners().hasUsers)
  }

  /// Looks at a container's files.
  func snapshot(of container: Container) async throws(EngineFault) -> TreeSnapshot {
    let (owners, root) = (await owners(), folder.root(of: container.id))
    do {
      let tree = try OpenFolder(root)
      guard let hands = owners.hands, !tree.canRead(".") else {
        return try TreeSnapshot(tree, owners: owners)
      }
      return try await TreeSnapshot(archive: hands.pack(".", in: "/", of: root))
    } catch let error as SystemError {
      throw .system("\(error.operation) \(error.subject): \(error.reason)")
    } catch {
      throw .system("\(error)")
    }
  }

  /// What stands at a place, packed, where this process may not read all of it; `nil` where it may, or nothing is there.
  func packed(_ place: Place) async -> [(member: ArchiveMember, content: ArraySlice<UInt8>)]? {
    guard let hands = await owners().hands else { return nil }
    let name = place.plain == "/" ? "." : place.name
    if let parent = try? place.parent(), parent.canRead(name) { return nil }
    guard let archive = try? await hands.pack(name, in: place.folder, of: place.root) else { return nil }
    return try? ArchiveContent.members(archive)
  }

  /// What stands at a place, also where only its own users may look; `nil` when nothing is there.
  func status(of place: Place) async -> ArchiveMember? {
    if let status = place.status() { return status }
    guard let hands = await owners().hands else { return nil }
    let archive = try? await hands.pack(place.name, in: place.folder, of: place.root, isAlone: true)
    return archive.flatMap { try? ArchiveContent.members($0) }?.first?.member
  }

  /// Removes a folder of the machine's, also what belongs to users of containers in it.
  ///
  /// What this process may not remove itself is gone for everybody when this returns, and from the disk soon after.
  package func removeFiles(at path: String) {
    ContainerTree.remove(path)
    guard Folders.exists(path), let slash = path.lastIndex(of: "/") else { return }
    let (parent, name) = (String(path[..<slash]), Self.gone + Identifier.random(chance))
    try? ContainerTree(root: path).move(to: "\(parent)/\(name)")
    Task { try? await owners().hands?.remove(name, in: parent) }
  }

  /// Removes what an earlier run of the machine had no more time for.
  func sweep(with hands: RoomHands) {
    for parent in folder.parentsOfTrees {
      for name in Folders.names(in: parent) where name.hasPrefix(Self.gone) {
        Task { try? await hands.remove(name, in: parent) }
      }
    }
  }

  /// How the names of folders begin that are to be removed.
  private static let gone = ".gone-"

  /// Finds the place of a path in a container, through its links and in what it mounts.
  func place(
    _ path: String, in container: Container, followingLast: Bool
  ) async throws(EngineFault) -> Place {
    let tree = try await tree(of: container)
    // Docker fills them as soon as the container is made; nobody can tell before the first look.
    if container.life.startedAt == .zero { try await fillVolumes(of: container, from: tree) }
    let asked = path.hasPrefix("/") ? path : "/\(path)"
    guard let plain = tree.resolve(asked, followingLast: followingLast) else {
      throw .system("too many levels of symbolic links: \(path)")
    }
    let over = container.mounts.filter { plain == $0.destination || plain.hasPrefix("\($0.destination)/") }
      .max { $0.destination.utf8.count < $1.destination.utf8.count }
    guard let over else {
      return Place(root: tree.root, plain: plain, isWritable: !container.hostConfig.hasReadOnlyRoot)
    }
    let source = source(of: over)
    let rest = String(plain.dropFirst(over.destination.utf8.count))
    guard Folders.isFolder(source),
      let inside = ContainerTree(root: source).resolve(rest, followingLast: followingLast)
    else {
      let end = source.lastIndex(of: "/") ?? source.startIndex
      return Place(
        root: end == source.startIndex ? "/" : String(source[..<end]), plain: String(source[end...]),
        isWritable: over.isWritable)
    }
    return Place(root: source, plain: inside, isWritable: over.isWritable)
  }

  /// Fault of a path that leads nowhere.
  static func missing(_ path: String, in name: String) -> EngineFault {
    EngineFault(status: 404, message: "Could not find the file \(path) in container \(name)")
  }

  private static let shortestArchive = 512

  /// Puts an archive into a folder of a container.
  func unpack(
    _ bytes: [UInt8], at path: String, in name: String, keepsKinds: Bool, givesToUser: Bool = false
  ) async throws(EngineFault) {
    let container = try state.container(named: name)
    let place = try await place(path, in: container, followingLast: true)
    guard let status = await status(of: place) else { throw Self.missing(path, in: name) }
    guard status.kind == .folder else { throw .system("extraction point is not a directory") }
    guard place.isWritable else {
      throw EngineFault(status: 403, message: "container rootfs is marked read-only")
    }
    let owners = await owners()
    // Docker looks for the container's user among those of its computer.
    let user = container.config.user
    let owner = givesToUser && !user.isEmpty ? try ComputerAccounts.read().owner(user) : nil
    do {
      let (bytes, members) = try Self.given(ArchiveContent.members(bytes), of: bytes, to: owner)
      if let hands = owners.hands {
        if keepsKinds, let target = try? OpenFolder(place.root).folder(place.plain) {
          try Self.requireSameKinds(members.map(\.member), in: target)
        }
        try await hands.unpack(bytes, into: place.plain, of: place.root)
      } else {
        let target = try OpenFolder(place.root).folder(place.plain)
        if keepsKinds { try Self.requireSameKinds(members.map(\.member), in: target) }
        try target.unpack(members, owner: owners.outside)
      }
      changes.advance()
    } catch let fault as EngineFault {
      throw fault
    } catch is ArchiveDamage {
      // Docker has it unpacked by another process of its own.
      let reason = bytes.count < Self.shortestArchive ? "unexpected EOF" : "archive/tar: invalid tar header"
      throw .system("Error processing tar file(exit status 1): \(reason)")
    } catch let error as SystemError {
      throw .system("\(error.operation) \(error.subject): \(error.reason.lowercased())")
    } catch {
      throw .system("\(error)")
    }
  }

  /// An archive all of whose files are somebody's; as it is where that is nobody.
  private static func given(
    _ members: [(member: ArchiveMember, content: ArraySlice<UInt8>)], of bytes: [UInt8],
    to owner: UserAndGroup?
  ) -> ([UInt8], [(member: ArchiveMember, content: ArraySlice<UInt8>)]) {
    guard let owner else { return (bytes, members) }
    var (given, own) = ([UInt8](), members)
    for index in own.indices {
      own[index].member.owner = owner
      given +=
        own[index].member.header + own[index].content
        + ArchiveMember.padding(after: own[index].content.count)
    }
    return (given + ArchiveMember.end, own)
  }

  /// With `noOverwriteDirNonDir`, a folder never takes the place of a file, nor a file that of a folder.
  private static func requireSameKinds(_ members: [ArchiveMember], in folder: OpenFolder) throws(EngineFault)
  {
    for member in members where !member.path.contains("/") && member.path != "." {
      guard let old = folder.status(member.path) else { continue }
      let (was, becomes) = (old.kind == .folder, member.kind == .folder)
      guard was != becomes else { continue }
      throw .badParameter(
        was
          ? "cannot overwrite directory \"\(member.path)\" with non-directory \"\(member.path)\""
          : "cannot overwrite non-directory \"\(member.path)\" with directory \"\(member.path)\"")
    }
  }
}
