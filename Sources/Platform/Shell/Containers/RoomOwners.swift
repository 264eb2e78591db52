import Basics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Whose the files of rooms are: somebody inside is somebody else on this computer, or the same.
package struct RoomOwners: Sendable {
  private let users: UserMap?
  /// What this process may not do with them itself; `nil` where it may do everything.
  package let hands: RoomHands?

  /// - Parameters:
  ///   - users: `nil` for nobody but root, whose everything is then.
  ///   - hands: Where the files of the users are not open to this process.
  init(_ users: UserMap?, hands: RoomHands?) {
    self.users = users
    self.hands = hands
  }

  /// Where rooms know nobody but root.
  package static let rootAlone = Self(nil, hands: nil)

  /// Whether rooms know somebody besides root.
  package var hasUsers: Bool { users != nil }

  /// Who the owner of a file on this computer is in a room; nobody, if the room does not know them.
  package func inside(_ owner: UserAndGroup) -> UserAndGroup { users?.inside(owner) ?? .root }

  /// Who an owner of a file in a room is on this computer; `nil` for one that it does not know.
  package func outside(_ owner: UserAndGroup) -> UserAndGroup? { users?.outside(owner) }

  /// Gives what stands at paths to users of rooms, in this order; a link itself, not what it leads to.
  ///
  /// Whom this computer does not know, nothing can be given to: it stays root's.
  ///
  /// - Parameters:
  ///   - entries: Absolute paths of plain folders below `root`.
  ///   - root: A folder of this computer.
  package func give(_ entries: [(path: String, owner: UserAndGroup)], below root: String) async {
    guard let users else { return }
    let known = entries.filter { users.outside($0.owner) != nil }
    if let hands {
      try? await hands.give(known, below: root)
      return
    }
    for (path, owner) in known {
      if let outside = users.outside(owner) { _ = unsafe lchown(root + path, outside.user, outside.group) }
    }
  }
}
