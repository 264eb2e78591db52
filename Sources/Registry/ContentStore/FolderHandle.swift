import Basics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// An open folder: what is reached through it lies in it, whatever becomes of its path meanwhile.
///
/// Names given to it are single names; no call follows a link.
final class FolderHandle: Sendable {
  let descriptor: Int32
  /// The path it was opened by, for messages only.
  let path: String
  private let probe: DiskProbe?

  /// Opens a folder by its path, following links: the place of the store is the choice of whoever runs it.
  convenience init(root: String, probe: DiskProbe?) throws(SystemError) {
    _ = try probe?.admits(.openFolder, root)
    let descriptor = unsafe openat(AT_FDCWD, root, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .last("open", root) }
    self.init(descriptor: descriptor, path: root, probe: probe)
  }

  private init(descriptor: Int32, path: String, probe: DiskProbe?) {
    self.descriptor = descriptor
    self.path = path
    self.probe = probe
  }

  deinit { _ = close(descriptor) }

  /// Whether it was removed while it was open.
  var isGone: Bool {
    var status = stat()
    return unsafe fstat(descriptor, &status) != 0 || status.st_nlink == 0
  }

  func folder(_ name: String) throws(SystemError) -> FolderHandle {
    let place = "\(path)/\(name)"
    try ask(.openFolder, place)
    let opened = unsafe openat(descriptor, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW)
    guard opened >= 0 else { throw .last("open", place) }
    return FolderHandle(descriptor: opened, path: place, probe: probe)
  }

  /// Makes a folder, durably; false if something of that name is there already.
  func makeFolder(_ name: String) throws(SystemError) -> Bool {
    try ask(.makeFolder, place(name))
    guard unsafe mkdirat(descriptor, name, 0o755) == 0 else {
      guard errno == EEXIST else { throw .last("mkdir", place(name)) }
      return false
    }
    return true
  }

  /// Opens a regular file for reading; anything else fails as if nothing were there.
  func open(_ name: String) throws(SystemError) -> StoredFile {
    try ask(.open, place(name))
    let opened = unsafe openat(descriptor, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard opened >= 0 else { throw .last("open", place(name)) }
    return try StoredFile(descriptor: opened, path: place(name), probe: probe)
  }

  /// Opens a file for reading and writing; with `isNew` it must not have been there.
  func openForWriting(_ name: String, isNew: Bool) throws(SystemError) -> StoredFile {
    try ask(isNew ? .create : .open, place(name))
    let flags = O_RDWR | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | (isNew ? O_CREAT | O_EXCL : 0)
    let opened = unsafe openat(descriptor, name, flags, 0o644)
    guard opened >= 0 else { throw .last("open", place(name)) }
    return try StoredFile(descriptor: opened, path: place(name), probe: probe)
  }

  /// What stands under a name itself, links not followed.
  func status(of name: String) throws(SystemError) -> FileStatus {
    try ask(.open, place(name))
    var status = stat()
    guard unsafe fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else {
      throw .last("stat", place(name))
    }
    return FileStatus(status)
  }

  /// Moves a file of this folder to a name in this or another folder, replacing what is there in one step.
  func rename(_ name: String, to folder: FolderHandle, as newName: String) throws(SystemError) {
    try ask(.rename, "\(folder.path)/\(newName)")
    guard unsafe renameat(descriptor, name, folder.descriptor, newName) == 0 else {
      throw .last("rename", "\(folder.path)/\(newName)")
    }
  }

  /// Removes a file or a link; false if nothing was there.
  func removeFile(_ name: String) throws(SystemError) -> Bool {
    try remove(name, flags: 0)
  }

  /// Removes an empty folder; false if nothing was there.
  func removeFolder(_ name: String) throws(SystemError) -> Bool {
    try remove(name, flags: AT_REMOVEDIR)
  }

  private func remove(_ name: String, flags: Int32) throws(SystemError) -> Bool {
    try ask(.remove, place(name))
    guard unsafe unlinkat(descriptor, name, flags) == 0 else {
      guard errno == ENOENT else { throw .last("remove", place(name)) }
      return false
    }
    return true
  }

  /// Makes what was created, renamed and removed in this folder survive a power cut.
  func sync() throws(SystemError) {
    guard try ask(.sync, path) else { return }
    // Some file systems cannot sync folders and say EINVAL; there is then nothing more to do.
    guard fsync(descriptor) == 0 || errno == EINVAL else { throw .last("fsync", path) }
  }

  /// Makes the folder as young as if it had just been made.
  func touch() throws(SystemError) {
    try ask(.touch, path)
    guard futimens(descriptor, nil) == 0 else { throw .last("touch", path) }
  }

  /// Holds others off while `body` runs: many may hold it shared, one alone.
  ///
  /// File systems that know no locks are taken as held; the grace period of garbage collection is then the only guard.
  func locked<Value, Failure: Error>(
    alone: Bool, _ body: () throws(Failure) -> Value
  ) throws(Failure) -> Value {
    while flock(descriptor, alone ? LOCK_EX : LOCK_SH) != 0, errno == EINTR {}
    defer { _ = flock(descriptor, LOCK_UN) }
    return try body()
  }

  /// Whether the call is to be made.
  @discardableResult
  func ask(_ call: DiskProbe.Call, _ place: @autoclosure () -> String) throws(SystemError) -> Bool {
    try probe?.admits(call, place()) ?? true
  }

  /// The path of a name in this folder, for messages.
  private func place(_ name: String) -> String { "\(path)/\(name)" }
}

/// What the system says about a file without opening it.
struct FileStatus {
  enum Kind {
    case file, folder, other
  }

  let kind: Kind
  let size: Int
  /// When its content last changed, seconds and nanoseconds since 1970.
  let changed: Timestamp

  init(_ status: stat) {
    kind =
      switch status.st_mode & S_IFMT {
      case S_IFREG: .file
      case S_IFDIR: .folder
      default: .other
      }
    size = Int(status.st_size)
    #if canImport(Glibc)
      let time = status.st_mtim
    #else
      let time = status.st_mtimespec
    #endif
    changed = Timestamp(seconds: Int(time.tv_sec), nanoseconds: Int(time.tv_nsec))
  }
}

extension SystemError {
  /// Whether it says no more than that the thing is not there: no such name, or a link or something else in its place.
  var meansAbsent: Bool { code == ENOENT || code == ENOTDIR || code == ELOOP || code == ENXIO }

  /// Whether nothing can be changed there, by nobody or not by this user.
  var isReadOnly: Bool { code == EROFS || code == EACCES || code == EPERM }

  /// Whether a file was longer than it may be.
  var isTooLong: Bool { code == EFBIG }

  /// Whether nothing at all stands under the name, so that something can be made there.
  var meansNoSuchName: Bool { code == ENOENT }
}
