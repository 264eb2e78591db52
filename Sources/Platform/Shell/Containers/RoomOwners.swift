import Basics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Whose the files of rooms are: somebody inside is somebody else on this computer, or the same.
package struct RoomOwners: Sendable, Hashable {
  private let users: UserMap?

  /// - Parameter users: `nil` for nobody but root, whose everything is then.
  init(_ users: UserMap?) {
    self.users = users
  }

  /// Where rooms know nobody but root.
  package static let rootAlone = Self(nil)

  /// Who the owner of a file on this computer is in a room; nobody, if the room does not know them.
  package func inside(_ owner: FileOwner) -> FileOwner { users?.inside(owner) ?? .root }

  /// Whether a file that is to be somebody's in a room is somebody's on this computer.
  package func keep(_ owner: FileOwner, as outside: FileOwner) -> Bool {
    users == nil || inside(outside) == owner
  }

  /// Gives what stands at a path to somebody of a room; a link itself, not what it leads to.
  ///
  /// Whom this computer does not know, nothing can be given to: it stays root's.
  package func give(_ path: String, to owner: FileOwner) {
    guard let outside = users?.outside(owner) else { return }
    _ = unsafe lchown(path, outside.user, outside.group)
  }

  /// Gives an entry of a folder to somebody of a room, in the same way.
  package func give(_ name: String, in folder: OpenFolder, to owner: FileOwner) {
    guard let outside = users?.outside(owner) else { return }
    _ = folder.give(name, to: outside)
  }
}
