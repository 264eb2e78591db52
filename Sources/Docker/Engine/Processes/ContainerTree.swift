import Basics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The folder of this computer that is a container's file system.
///
/// Its links are followed as the container would follow them: they never lead out of the folder. That holds while
/// nothing in the container runs; what is looked at while something does goes through a room of the container.
struct ContainerTree: Sendable, Hashable {
  let root: String

  /// The plain path inside to which an absolute path leads, links followed; parts that do not exist stay as written.
  ///
  /// - Returns: `nil` when links go round in a circle.
  func resolve(_ path: String, followingLast: Bool = true) -> String? {
    var rest = Array(path.split(separator: "/").map(String.init).reversed())
    var done: [String] = []
    var links = 0
    while let part = rest.popLast() {
      if part == "." { continue }
      if part == ".." {
        _ = done.popLast()
        continue
      }
      let here = "/" + (done + [part]).joined(separator: "/")
      guard case .link(let target)? = status(plain: here)?.kind, followingLast || !rest.isEmpty else {
        done.append(part)
        continue
      }
      links += 1
      guard links < 40 else { return nil }
      if target.hasPrefix("/") { done = [] }
      rest += target.split(separator: "/").map(String.init).reversed()
    }
    return "/" + done.joined(separator: "/")
  }

  /// The place on this computer of a path that `resolve` gave.
  func place(_ plain: String) -> String { plain == "/" ? root : root + plain }

  /// What stands at a path of plain folders.
  func status(plain path: String) -> ArchiveMember? { Self.status(at: place(path)) }

  /// What stands at a place on this computer, a link not followed.
  static func status(at place: String) -> ArchiveMember? { ArchiveMember(at: place) }

  /// The names in a folder, sorted.
  static func names(in place: String) -> [String] {
    Folders.isRealFolder(place) ? Folders.names(in: place).sorted() : []
  }

  // MARK: Making

  /// Makes a folder, and those above it.
  ///
  /// - Returns: its plain path.
  @discardableResult
  func makeFolder(_ path: String) throws(SystemError) -> String {
    let plain = try plainPath(path)
    var made = ""
    for part in plain.split(separator: "/") {
      made += "/\(part)"
      guard unsafe mkdir(place(made), 0o755) == 0 else {
        if errno == EEXIST { continue }
        throw .last("mkdir", made)
      }
      _ = unsafe chmod(place(made), 0o755)
    }
    return plain
  }

  /// Makes an empty file where nothing is, so that another can be mounted over it.
  ///
  /// - Returns: its plain path.
  @discardableResult
  func makeFile(_ path: String, mode: mode_t = 0o644) throws(SystemError) -> String {
    let plain = try plainPath(path)
    if let end = plain.lastIndex(of: "/"), end != plain.startIndex { try makeFolder(String(plain[..<end])) }
    let flags = O_WRONLY | O_CREAT | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK
    let made = unsafe open(place(plain), flags | O_EXCL, mode)
    if made >= 0 { _ = fchmod(made, mode) }
    let file = made >= 0 || errno != EEXIST ? made : unsafe open(place(plain), flags)
    guard file >= 0 else { throw .last("open", plain) }
    _ = close(file)
    return plain
  }

  func plainPath(_ path: String) throws(SystemError) -> String {
    guard let plain = resolve(path) else { throw SystemError(operation: "open", subject: path, code: ELOOP) }
    return plain
  }
}
