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

  /// What stands somewhere.
  enum Kind: Hashable, Sendable {
    case file, folder
    case link(to: String)
    case other
  }

  struct Status: Hashable, Sendable {
    let kind: Kind
    let mode: Int
    let size: Int
    /// Seconds since 1970.
    let modified: Int
  }

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
  func status(plain path: String) -> Status? { Self.status(at: place(path)) }

  /// What stands at a place on this computer, a link not followed.
  static func status(at place: String) -> Status? {
    var found = stat()
    guard unsafe lstat(place, &found) == 0 else { return nil }
    let kind: Kind =
      switch found.st_mode & S_IFMT {
      case S_IFDIR: .folder
      case S_IFREG: .file
      case S_IFLNK: .link(to: target(of: place))
      default: .other
      }
    #if canImport(Glibc)
      let modified = found.st_mtim.tv_sec
    #else
      let modified = found.st_mtimespec.tv_sec
    #endif
    return Status(
      kind: kind, mode: Int(found.st_mode & 0o7777), size: Int(found.st_size), modified: modified)
  }

  private static func target(of link: String) -> String {
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: 4096) { buffer, length in
      unsafe buffer.withMemoryRebound(to: CChar.self) {
        length = unsafe $0.baseAddress.map { unsafe max(0, readlink(link, $0, 4096)) } ?? 0
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

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
      guard unsafe mkdir(place(made), 0o755) == 0 || errno == EEXIST else { throw .last("mkdir", made) }
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
    let file = unsafe open(place(plain), O_WRONLY | O_CREAT | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK, mode)
    guard file >= 0 else { throw .last("open", plain) }
    _ = close(file)
    return plain
  }

  func plainPath(_ path: String) throws(SystemError) -> String {
    guard let plain = resolve(path) else { throw SystemError(operation: "open", subject: path, code: ELOOP) }
    return plain
  }
}
