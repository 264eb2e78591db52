import Basics
import Shell

/// Whether the containers of a machine run real processes, and within which bounds.
package enum ProcessSupport: Sendable, Hashable {
  case available(ContainerTools, ContainerBounds)
  /// Packages to install; none where the system is not Linux.
  case missing(packages: [String])

  /// What this computer can do.
  package static func found(
    on searchPath: String = "", bounds: ContainerBounds = ContainerBounds()
  ) -> ProcessSupport {
    ContainerTools.joinOwnGroup()
    do throws(MissingContainerTools) {
      return .available(try ContainerTools(searchPath: searchPath), bounds)
    } catch {
      return .missing(packages: error.packages)
    }
  }

  /// The sentence about a command that would need a real process; `nil` where there can be one.
  func refusal(of command: String) -> Phrase? {
    switch self {
    case .available: nil
    case .missing(let packages): Refusal.process(command, missing: packages)
    }
  }

  /// Whether this computer has a bash for images with bash.
  var lendsBash: Bool { if case .available(let tools, _) = self { tools.bash != nil } else { false } }

  /// Whether containers can run programs of their own.
  package var isAvailable: Bool { if case .available = self { true } else { false } }
}

extension Refusal {
  /// Of a command that needs a real process, on a computer that cannot give it a room.
  static func process(_ command: String, missing packages: [String]) -> Phrase {
    guard !packages.isEmpty else {
      return Phrase(
        en: "this practice machine runs '\(command)' in a container only on Linux; "
          + "start dojo with --docker system to use a real Docker for it",
        ja: "この練習用マシンがコンテナで '\(command)' を実行できるのは Linux の上だけです。"
          + "本物の Docker で試すには、dojo を --docker system を付けて起動してください")
    }
    let names = packages.joined(separator: ", ")
    let plural = packages.count == 1 ? "package" : "packages"
    return Phrase(
      en: "this practice machine needs the \(plural) \(names) to run '\(command)' in a container; "
        + "install it, or start dojo with --docker system to use a real Docker",
      ja: "この練習用マシンのコンテナで '\(command)' を実行するには、パッケージ \(names) が必要です。"
        + "インストールするか、dojo を --docker system を付けて起動して本物の Docker を使ってください")
  }

  /// Of a user whom the files of the container cannot tell from root.
  static func sameAsRoot(_ user: String) -> Phrase {
    Phrase(
      en:
        "this computer lends containers no users of their own, so '\(user)' may do with the files of this one "
        + "what root may (the packages uidmap and iproute2 change that, except under --isolate)",
      ja: "このコンピューターではコンテナに専用のユーザーを割り当てられないため、'\(user)' もこのコンテナのファイルを root と同じように扱えます"
        + "（パッケージ uidmap と iproute2 を入れると変わります。--isolate を付けたときは変わりません）")
  }

  /// Of a user or a group that this computer lends to nobody.
  static func user(_ number: UInt32) -> Phrase {
    Phrase(
      en: "this system lends your account no user or group with the number \(number) for containers "
        + "(/etc/subuid and /etc/subgid say which it does)",
      ja: "このシステムは、コンテナのためのユーザーまたはグループ番号 \(number) をあなたのアカウントに割り当てていません"
        + "（割り当ては /etc/subuid と /etc/subgid にあります）")
  }

  /// Of a computer that has the tools and does not let them work, because of a setting if it is known to be why.
  static func room(_ reason: String, _ ban: NamespaceBan? = .found()) -> Phrase {
    let (english, japanese) = ban.map { ("\n\($0.remedy.en)", "\n\($0.remedy.ja)") } ?? ("", "")
    return Phrase(
      en: "this system does not let bubblewrap make a room for the container: \(reason)\(english)",
      ja: "このシステムでは bubblewrap でコンテナの部屋を作れません: \(reason)\(japanese)")
  }
}
