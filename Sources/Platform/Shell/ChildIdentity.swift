/// The user a child runs as.
package struct ChildIdentity: Sendable, Hashable {
  package let user: UInt32
  package let group: UInt32

  package init(user: UInt32, group: UInt32) {
    self.user = user
    self.group = group
  }

  /// The user that owns nothing, which every Unix knows by this number or has room for.
  package static let nobody = Self(user: 65_534, group: 65_534)
}
