import Basics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

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

  /// Whether this process is root and may become nobody: the root of a user namespace may not, unless it knows others
  /// than itself (user_namespaces(7)).
  package static var canBecomeNobody: Bool {
    guard geteuid() == 0 else { return false }
    #if os(Linux)
      guard let map = try? FileBytes.read("/proc/self/uid_map") else { return true }
      return String(decoding: map, as: UTF8.self).split(separator: "\n").contains { row in
        let numbers = row.split(separator: " ").compactMap { Int($0) }
        return numbers.count == 3 && (numbers[0]..<numbers[0] + numbers[2]).contains(Int(nobody.user))
      }
    #else
      return true
    #endif
  }
}
