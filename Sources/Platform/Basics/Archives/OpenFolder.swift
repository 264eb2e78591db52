#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A folder that is held open, whose content is reached without following any link.
///
/// Others may exchange what lies in it at any moment: each step goes from one open folder to the next.
package final class OpenFolder: Sendable {
  let descriptor: Int32

  private init(_ descriptor: Int32) {
    self.descriptor = descriptor
  }

  deinit { _ = close(descriptor) }

  /// Opens a folder by its path; links on the way to it are followed.
  package convenience init(_ path: String) throws(SystemError) {
    let descriptor = unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .last("open", path) }
    self.init(descriptor)
  }

  /// The folder at a path of plain folders below; made where it is missing if it is to be.
  package func folder(_ path: some StringProtocol, making: Bool = false) throws(SystemError) -> OpenFolder {
    var here = self
    for part in path.split(separator: "/") where part != "." { here = try here.child(String(part), making) }
    return here
  }

  private func child(_ name: String, _ making: Bool) throws(SystemError) -> OpenFolder {
    guard name != ".." else { throw SystemError(operation: "open", subject: name, code: ELOOP) }
    if making { _ = unsafe mkdirat(descriptor, name, 0o755) }
    let next = unsafe openat(descriptor, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard next >= 0 else { throw .last("open", name) }
    return OpenFolder(next)
  }

  /// What an entry is, a link not followed; `nil` when there is none.
  package func status(_ name: String) -> ArchiveMember? { ArchiveMember(at: name, below: descriptor) }

  /// The names in it, sorted.
  package var names: [String] { ((try? Folders.names(inOpen: descriptor, path: ".")) ?? []).sorted() }

  /// A file's content.
  package func read(_ name: String, limit: Int = .max) throws(SystemError) -> [UInt8] {
    let file = unsafe openat(descriptor, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard file >= 0 else { throw .last("open", name) }
    defer { _ = close(file) }
    return try FileBytes.readAll(from: file, path: name, limit: limit)
  }

  /// Puts a member of an archive in the place of what has its name.
  package func put(_ name: String, _ member: ArchiveMember, _ content: ArraySlice<UInt8>) throws(SystemError)
  {
    if member.kind != .folder { _ = unsafe unlinkat(descriptor, name, 0) }
    switch member.kind {
    case .folder:
      guard unsafe mkdirat(descriptor, name, 0o755) == 0 || errno == EEXIST else {
        throw .last("mkdir", name)
      }
      let made = try child(name, false)
      _ = fchmod(made.descriptor, mode_t(member.mode & 0o1777))
    case .link(let target):
      guard unsafe symlinkat(target, descriptor, name) == 0 else { throw .last("symlink", name) }
    case .file: try write(name, member, content)
    case .hardLink, .other: return
    }
    setTime(name, member.modified)
  }

  private func write(_ name: String, _ member: ArchiveMember, _ content: ArraySlice<UInt8>)
    throws(SystemError)
  {
    let file = unsafe openat(
      descriptor, name, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw .last("open", name) }
    defer { _ = close(file) }
    try AtomicFile.writeAll(Array(content), to: file, path: name)
    _ = fchmod(file, mode_t(member.mode & 0o1777))
  }

  /// Makes a second name for a file; both are plain paths below `top`.
  package func link(_ name: String, to target: String, below top: OpenFolder) throws(SystemError) {
    let parts = target.split(separator: "/").map(String.init)
    guard let last = parts.last else { return }
    let folder = try top.folder(parts.dropLast().joined(separator: "/"))
    _ = unsafe unlinkat(descriptor, name, 0)
    guard unsafe linkat(folder.descriptor, last, descriptor, name, 0) == 0 else { throw .last("link", name) }
  }

  private func setTime(_ name: String, _ seconds: Int) {
    let time = timespec(tv_sec: seconds, tv_nsec: 0)
    _ = unsafe [time, time].withUnsafeBufferPointer {
      unsafe utimensat(descriptor, name, $0.baseAddress, AT_SYMLINK_NOFOLLOW)
    }
  }
}
