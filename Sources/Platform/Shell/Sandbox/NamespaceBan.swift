import Basics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A setting by which a system keeps people from making user namespaces (user_namespaces(7)), and so from making rooms.
package enum NamespaceBan: String, Sendable, Hashable, CaseIterable {
  /// Ubuntu's since 23.10: only programs that AppArmor knows may have rights in one.
  case appArmor = "kernel.apparmor_restrict_unprivileged_userns"
  /// Debian's, in kernels with its patch.
  case patch = "kernel.unprivileged_userns_clone"
  /// How many there may be (namespaces(7)).
  case count = "user.max_user_namespaces"

  /// The one in force for a user, if any.
  ///
  /// - Parameters:
  ///   - isRoot: Whether the user is root, to whom only the count applies.
  ///   - value: What a setting says; `nil` for one that the system does not have.
  package init?(isRoot: Bool, value: (Self) -> Int?) {
    let applying = isRoot ? [.count] : Self.allCases
    guard let ban = applying.first(where: { value($0) == $0.forbidding }) else { return nil }
    self = ban
  }

  /// The one in force for whoever runs dojo on this computer.
  package static func found() -> Self? {
    Self(isRoot: geteuid() == 0) { ban in
      let path = "/proc/sys/" + ban.rawValue.replacing(".", with: "/")
      guard let bytes = try? FileBytes.read(path) else { return nil }
      return Int(String(decoding: bytes, as: UTF8.self).filter { !$0.isWhitespace })
    }
  }

  private var forbidding: Int { self == .appArmor ? 1 : 0 }

  /// The command of an administrator that lifts it until the computer starts anew.
  package var lifting: String {
    let allowing = [.appArmor: 0, .patch: 1, .count: 15_000][self] ?? 0
    return "sudo sysctl -w \(rawValue)=\(allowing)"
  }

  /// Who can lift it, and how.
  package var remedy: Phrase {
    Phrase(
      en: "Whoever runs this computer can allow it until its next start: \(lifting)",
      ja: "このコンピューターの管理者は、次に起動し直すまでの間これを許可できます: \(lifting)")
  }
}
