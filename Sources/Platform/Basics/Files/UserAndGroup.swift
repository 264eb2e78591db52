#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Whose a file is, or who a process runs as, by numbers.
package struct UserAndGroup: Sendable, Hashable {
  package let user: UInt32
  package let group: UInt32

  package init(user: UInt32, group: UInt32) {
    self.user = user
    self.group = group
  }

  package static let root = Self(user: 0, group: 0)
}

extension OpenFolder {
  /// Whether everything in it belongs to the user of this process.
  package var isOwn: Bool {
    names.allSatisfy { name in
      guard let member = status(name), member.owner.user == geteuid() else { return false }
      return member.kind != .folder || (try? folder(name))?.isOwn == true
    }
  }

  /// Gives an entry to somebody, if this process may; a link itself, and not what it leads to.
  package func give(_ name: String, to owner: UserAndGroup) {
    _ = unsafe fchownat(descriptor, name, owner.user, owner.group, AT_SYMLINK_NOFOLLOW)
  }
}
