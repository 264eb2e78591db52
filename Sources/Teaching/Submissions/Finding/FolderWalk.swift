import Archive
import Basics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Looks through a folder without following any link and without opening anything but folders.
struct FolderWalk {
  private(set) var files: [FoundFile] = []
  /// The folders, by their names below the start, that are git checkouts.
  private(set) var checkouts: Set<[String]> = []
  /// Why the walk ended early.
  private(set) var problem: SubmissionProblem?
  private let limits: SubmissionLimits
  private var entries = 0

  init(_ path: String, limits: SubmissionLimits) {
    self.limits = limits
    let descriptor = unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else {
      problem = .unreadable(SystemError.last("open", path).reason)
      return
    }
    walk(descriptor, parts: [], names: [])
  }

  /// Looks through an open folder, which it closes.
  private mutating func walk(_ descriptor: Int32, parts: [[UInt8]], names: [String]) {
    guard let stored = RawNames.all(in: descriptor) else {
      _ = close(descriptor)
      return
    }
    defer { _ = close(descriptor) }
    let children = stored.map { (stored: $0, name: LegacyText.decoded($0)) }
      .sorted { NameOrder.areInIncreasingOrder($0.name, $1.name) }
    for child in children {
      entries += 1
      guard entries <= limits.entries else {
        problem = .tooManyFiles(limit: limits.entries)
        return
      }
      if child.name == ".git" { checkouts.insert(names) }
      guard !IgnoredNames.contains(child.name) else { continue }
      visit(child.stored, in: descriptor, parts: parts + [child.stored], names: names + [child.name])
    }
  }

  private mutating func visit(
    _ name: [UInt8], in folder: Int32, parts: [[UInt8]], names: [String]
  ) {
    var status = stat()
    let path = name.map { CChar(bitPattern: $0) } + [0]
    guard unsafe fstatat(folder, path, &status, AT_SYMLINK_NOFOLLOW) == 0 else { return }
    let problem: SubmissionProblem?
    switch status.st_mode & S_IFMT {
    case S_IFDIR:
      guard parts.count <= limits.depth else {
        files.append(
          FoundFile(parts: parts, names: names, modified: nil, problem: .tooDeep(limit: limits.depth)))
        return
      }
      let descriptor = unsafe openat(folder, path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
      if descriptor >= 0 { return walk(descriptor, parts: parts, names: names) }
      problem = .unreadable(SystemError.last("open", names.joined(separator: "/")).reason)
    case S_IFREG:
      problem = status.st_size > limits.fileBytes ? .tooLarge(limit: limits.fileBytes) : nil
    case S_IFLNK: problem = .link
    default: problem = .special
    }
    files.append(
      FoundFile(parts: parts, names: names, modified: status.modifiedMilliseconds, problem: problem))
  }
}

/// The names in a folder as the system stores them, which need not be text.
enum RawNames {
  /// `nil` when the folder cannot be read; the descriptor stays open.
  static func all(in descriptor: Int32) -> [[UInt8]]? {
    let own = dup(descriptor)
    guard own >= 0, let folder = unsafe fdopendir(own) else { return nil }
    defer { unsafe closedir(folder) }
    var names: [[UInt8]] = []
    while let entry = unsafe readdir(folder) {
      let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        unsafe Array(bytes.prefix { $0 != 0 })
      }
      if name != [0x2E], name != [0x2E, 0x2E] { names.append(name) }
    }
    return names
  }
}

/// Files that systems and tools leave behind, which nobody hands in.
enum IgnoredNames {
  static func contains(_ name: String) -> Bool {
    name.hasPrefix(".") || name == "__MACOSX" || name == "Thumbs.db" || name == "desktop.ini"
      || name == "node_modules"
  }
}

extension stat {
  /// When the content changed last, in milliseconds since 1970.
  var modifiedMilliseconds: Int64 {
    #if canImport(Glibc)
      let time = st_mtim
    #else
      let time = st_mtimespec
    #endif
    return Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec / 1_000_000)
  }
}
