#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Whose a file is, by numbers.
package struct FileOwner: Sendable, Hashable {
  package let user: UInt32
  package let group: UInt32

  package init(user: UInt32, group: UInt32) {
    self.user = user
    self.group = group
  }

  package static let root = Self(user: 0, group: 0)
}

extension OpenFolder {
  /// Gives an entry to somebody, a link itself and not what it leads to.
  ///
  /// - Returns: Whether this process may do that.
  package func give(_ name: String, to owner: FileOwner) -> Bool {
    unsafe fchownat(descriptor, name, owner.user, owner.group, AT_SYMLINK_NOFOLLOW) == 0
  }
}
