import Basics
import Synchronization

/// The files of a store by their paths below `docker/registry/v2`.
///
/// Every path is walked from the open folder of the store, name by name and without following links: whatever somebody
/// puts into the folder, no call leaves it. Paths come from `StoreLayout`, whose parts have been checked by their types.
final class StoreFiles: Sendable {
  /// The folders of distribution's registry between the root and what it keeps.
  static let base = ["docker", "registry", "v2"]

  let root: String
  let probe: DiskProbe?
  let syncs = SyncQueues()
  let unsynced = UnsyncedFolders()
  private let opened = Mutex<FolderHandle?>(nil)

  init(root: String, probe: DiskProbe?) {
    self.root = root
    self.probe = probe
  }

  /// A folder; the error means absent when there is none.
  func folder(_ path: some StringProtocol) throws(SystemError) -> FolderHandle {
    var folder = try baseFolder()
    for name in Self.names(in: path) { folder = try folder.folder(name) }
    return folder
  }

  /// A folder, or `nil` if there is none.
  func folderIfPresent(_ path: some StringProtocol) throws(SystemError) -> FolderHandle? {
    try ifPresent { () throws(SystemError) in try folder(path) }
  }

  /// A folder, made if it is not there, and durable with those above it.
  func makeFolder(_ path: some StringProtocol) throws(SystemError) -> FolderHandle {
    var folder = try makeBaseFolder()
    for name in Self.names(in: path) { folder = try Self.make(name, in: folder) }
    return folder
  }

  /// The whole of a file of at most `limit` bytes; `nil` if there is none.
  func read(_ path: String, limit: Int) throws(SystemError) -> [UInt8]? {
    guard let file = try open(path) else { return nil }
    return try file.readAll(limit: limit)
  }

  /// A file, open for reading; `nil` if there is none.
  func open(_ path: String) throws(SystemError) -> StoredFile? {
    let (parent, name) = Self.split(path)
    do throws(SystemError) {
      return try folder(parent).open(name)
    } catch  where error.meansAbsent {
      return nil
    }
  }

  /// Length of a regular file; `nil` for anything else.
  func size(of path: String) throws(SystemError) -> Int? {
    guard let status = try status(of: path), status.kind == .file else { return nil }
    return status.size
  }

  /// What stands at a path; `nil` if nothing does.
  func status(of path: String) throws(SystemError) -> FileStatus? {
    let (parent, name) = Self.split(path)
    return try ifPresent { () throws(SystemError) in try folder(parent).status(of: name) }
  }

  func isFolder(_ path: String) throws(SystemError) -> Bool { try status(of: path)?.kind == .folder }

  /// The names of what stands in a folder; none if there is no such folder.
  func names(in path: String) throws(SystemError) -> [String] {
    try folderIfPresent(path)?.names() ?? []
  }

  /// Writes a file that need not survive a power cut.
  static func writeLightly(_ bytes: [UInt8], as name: String, in folder: FolderHandle) throws(SystemError) {
    try write(bytes, to: folder.openForWriting(name, isNew: true))
  }

  static func write(_ bytes: [UInt8], to file: StoredFile) throws(SystemError) {
    var failure: SystemError?
    unsafe bytes.withUnsafeBytes { buffer in
      do throws(SystemError) { try unsafe file.write(buffer) } catch { failure = error }
    }
    if let failure { throw failure }
  }

  /// Removes a file durably; false if nothing was there.
  func remove(_ path: String) throws(SystemError) -> Bool {
    let (parent, name) = Self.split(path)
    guard let folder = try folderIfPresent(parent), try folder.removeFile(name) else { return false }
    try folder.sync()
    return true
  }

  /// Removes a folder durably with everything in it; false if nothing was there.
  @discardableResult
  func removeAll(_ path: String) throws(SystemError) -> Bool {
    let (parent, name) = Self.split(path)
    guard let folder = try folderIfPresent(parent), try folder.removeAll(name) else { return false }
    try folder.sync()
    return true
  }

  /// The names that a path is made of.
  static func names(in path: some StringProtocol) -> [String] {
    Substring(path).utf8.split(separator: UInt8(ascii: "/")).map { String(Substring($0)) }
  }

  /// The folder of a path and the last name in it.
  static func split(_ path: String) -> (folder: Substring, name: String) {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return ("", path) }
    return (path[..<slash], String(path[path.utf8.index(after: slash)...]))
  }

  private func ifPresent<Value>(_ body: () throws(SystemError) -> Value) throws(SystemError) -> Value? {
    do throws(SystemError) {
      return try body()
    } catch  where error.meansAbsent {
      return nil
    }
  }

  private func baseFolder() throws(SystemError) -> FolderHandle {
    if let known = knownBase { return known }
    var folder = try FolderHandle(root: root, probe: probe)
    for name in Self.base { folder = try folder.folder(name) }
    return remember(folder)
  }

  func makeBaseFolder() throws(SystemError) -> FolderHandle {
    if let known = knownBase { return known }
    try Folders.create(root, mode: 0o755)
    var folder = try FolderHandle(root: root, probe: probe)
    for name in Self.base { folder = try Self.make(name, in: folder) }
    return remember(folder)
  }

  /// The open folder of the store, unless somebody removed it since.
  private var knownBase: FolderHandle? {
    opened.withLock { $0 }.flatMap { $0.isGone ? nil : $0 }
  }

  private func remember(_ folder: FolderHandle) -> FolderHandle {
    opened.withLock { $0 = folder }
    return folder
  }

  /// A folder in another, made durably if it is not there.
  static func make(_ name: String, in parent: FolderHandle) throws(SystemError) -> FolderHandle {
    do throws(SystemError) {
      return try parent.folder(name)
    } catch  where error.meansNoSuchName {
      if try parent.makeFolder(name) { try parent.sync() }
      return try parent.folder(name)
    }
  }
}
