#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension ArchiveMember {
  /// What stands at a path, a link not followed, under that path; `nil` when nothing does.
  ///
  /// `folder` is the descriptor of the folder from which a relative path starts.
  package init?(at path: String, below folder: Int32 = AT_FDCWD) {
    var found = stat()
    guard unsafe fstatat(folder, path, &found, AT_SYMLINK_NOFOLLOW) == 0 else { return nil }
    let kind: Kind =
      switch found.st_mode & S_IFMT {
      case S_IFDIR: .folder
      case S_IFREG: .file
      case S_IFLNK: .link(to: Self.target(of: path, below: folder))
      default: .other
      }
    #if canImport(Glibc)
      let modified = found.st_mtim.tv_sec
    #else
      let modified = found.st_mtimespec.tv_sec
    #endif
    self.init(
      path: path, kind: kind, mode: Int(found.st_mode & 0o7777),
      size: kind == .file ? Int(found.st_size) : 0, modified: modified)
    owner = UserAndGroup(user: found.st_uid, group: found.st_gid)
  }

  private static func target(of link: String, below folder: Int32) -> String {
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: 4096) { buffer, length in
      unsafe buffer.withMemoryRebound(to: CChar.self) { buffer in
        length = unsafe buffer.baseAddress.map { unsafe max(0, readlinkat(folder, link, $0, 4096)) } ?? 0
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
