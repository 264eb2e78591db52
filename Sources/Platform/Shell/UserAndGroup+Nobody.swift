import Basics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension UserAndGroup {
  /// The user that owns nothing, which every Unix knows by this number or has room for.
  package static let nobody = Self(user: 65_534, group: 65_534)

  /// Whether this process is root and may become nobody: the root of a user namespace may not, unless it knows others
  /// than itself (user_namespaces(7)).
  package static var canBecomeNobody: Bool {
    guard geteuid() == 0 else { return false }
    #if os(Linux)
      let known = UserMap.Run.all(in: "/proc/self/uid_map")
      return known.isEmpty || known.contains { $0.knows(nobody.user) }
    #else
      return true
    #endif
  }
}
