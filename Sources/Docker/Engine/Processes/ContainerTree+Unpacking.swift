import Basics
import Shell

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension ContainerTree {
  /// Puts the files of a layer over those that are there (image-spec, "Image Layer Filesystem Changeset").
  func unpack(_ layer: LayerArchive) throws(SystemError) {
    for entry in layer.entries {
      guard let name = Self.safeName(entry.path) else { continue }
      let folder = try makeFolder("/" + name.dropLast().joined(separator: "/"))
      let last = name[name.count - 1]
      let path = folder == "/" ? "/\(last)" : "\(folder)/\(last)"
      if last == ".wh..wh..opq" {
        for name in Self.names(in: place(folder)) { Self.remove(place(folder) + "/" + name) }
      } else if last.hasPrefix(".wh.") {
        Self.remove(place(folder) + "/" + last.dropFirst(4))
      } else {
        try put(entry, at: path)
      }
    }
    // Folders last: putting something into one changes its time.
    for entry in layer.entries where entry.kind == .folder {
      guard let plain = resolve("/\(entry.path)", followingLast: false) else { continue }
      Self.setTime(place(plain), entry.modified)
    }
  }

  /// Gives the files of layers to their owners, once all are there: nobody else may put something into a folder of theirs.
  func give(_ layers: [LayerArchive], by owners: RoomOwners) async {
    var known: [String: UserAndGroup] = [:]
    for entry in layers.lazy.flatMap(\.entries) {
      known[entry.path] = entry.owner == .root ? nil : entry.owner
    }
    let entries = known.sorted { $0.key > $1.key }.compactMap { path, owner in
      resolve("/\(path)", followingLast: false).map { (path: $0, owner: owner) }
    }
    await owners.give(entries.filter { status(plain: $0.path) != nil }, below: root)
  }

  /// The parts of a path that stays below the root; `nil` for the root itself and for one that leaves it.
  private static func safeName(_ path: String) -> [String]? {
    let parts = path.split(separator: "/").map(String.init).filter { $0 != "." }
    return parts.isEmpty || parts.contains("..") ? nil : parts
  }

  private func put(_ entry: LayerArchive.Entry, at path: String) throws(SystemError) {
    let place = place(path)
    let existing = Self.status(at: place)
    if entry.kind != .folder || existing.map({ $0.kind != .folder }) ?? false { Self.remove(place) }
    switch entry.kind {
    case .folder:
      guard unsafe mkdir(place, 0o755) == 0 || errno == EEXIST else { throw .last("mkdir", path) }
      _ = unsafe chmod(place, mode_t(entry.mode & 0o1777))
    case .link(let target):
      guard unsafe symlink(target, place) == 0 else { throw .last("symlink", path) }
      Self.setTime(place, entry.modified)
    case .hardLink(let target):
      guard let plain = resolve("/\(target)", followingLast: false),
        unsafe link(self.place(plain), place) == 0
      else { throw .last("link", path) }
    case .file:
      try Self.write(entry.content, to: place, mode: entry.mode)
      Self.setTime(place, entry.modified)
    case .other: break
    }
  }

  private static func write(_ content: ArraySlice<UInt8>, to place: String, mode: Int) throws(SystemError) {
    let file = unsafe open(place, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw .last("open", place) }
    defer { _ = close(file) }
    try AtomicFile.writeAll(Array(content), to: file, path: place)
    // Nobody outside is to gain a right by a program of an image.
    _ = fchmod(file, mode_t(mode & 0o1777))
  }

  /// Removes what stands at a place, with everything in it.
  static func remove(_ place: String) {
    if status(at: place)?.kind == .folder {
      _ = unsafe chmod(place, 0o700)
      for name in names(in: place) { remove("\(place)/\(name)") }
      _ = unsafe rmdir(place)
    } else {
      _ = unsafe unlink(place)
    }
  }

  /// Puts a folder in the place of another name.
  func move(to place: String) throws(SystemError) {
    guard unsafe rename(root, place) == 0 else { throw .last("rename", root) }
  }

  /// Copies a folder over another: what it holds, and its own mode, time and owner as well.
  static func copy(_ folder: String, over target: String) throws {
    try FolderCopy(from: folder, to: target).run()
    if let status = status(at: folder) { copyStatus(status, to: target) }
  }

  /// Gives what stands at a place a mode, a time and an owner like this; nobody outside is to gain a right by it.
  static func copyStatus(_ status: ArchiveMember, to place: String) {
    if [.folder, .file].contains(status.kind) { _ = unsafe chmod(place, mode_t(status.mode & 0o1777)) }
    setTime(place, status.modified)
    _ = unsafe lchown(place, status.owner.user, status.owner.group)
  }

  /// Sets when something was changed; a link itself, not what it leads to.
  private static func setTime(_ place: String, _ seconds: Int) {
    let time = timespec(tv_sec: seconds, tv_nsec: 0)
    _ = unsafe [time, time].withUnsafeBufferPointer {
      unsafe utimensat(AT_FDCWD, place, $0.baseAddress, AT_SYMLINK_NOFOLLOW)
    }
  }

  /// Whether an image brings a shell of its own.
  var hasShell: Bool {
    resolve("/bin/sh").flatMap(status(plain:)) != nil
  }

  /// Gives a tree without programs what it is furnished with: the first of several links to a path counts.
  func add(_ furniture: Furniture) throws(SystemError) {
    for script in furniture.scripts { try addScript(script.text, at: script.path) }
    for file in furniture.places {
      let plain = try makeFile(file, mode: 0o755)
      _ = unsafe chmod(place(plain), 0o755)
    }
    for link in furniture.links where "/\(link.path)" != Self.busybox {
      let plain = try plainPath("/\(link.path)")
      guard status(plain: plain) == nil, let end = plain.lastIndex(of: "/") else { continue }
      if end != plain.startIndex { try makeFolder(String(plain[..<end])) }
      _ = unsafe symlink(link.target, place(plain))
    }
  }

  static let busybox = "/bin/busybox"

  /// Puts a script where the image has nothing.
  private func addScript(_ text: String, at path: String) throws(SystemError) {
    let plain = try plainPath(path)
    guard status(plain: plain) == nil, let end = plain.lastIndex(of: "/") else { return }
    if end != plain.startIndex { try makeFolder(String(plain[..<end])) }
    try Self.write(Array(text.utf8)[...], to: place(plain), mode: 0o755)
  }
}
