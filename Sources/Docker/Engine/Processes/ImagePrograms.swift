import Basics
import DockerAPI

/// What the official image has of programs that a practice image stands for, as the practice image's label names it.
///
/// A program that is missing here and not there, or the other way round, would be learnt as a fact about Docker.
struct ImagePrograms: Hashable, Sendable {
  private let image: String

  init(of config: ContainerConfig) {
    image = config.labels?[WorkloadLabel.image] ?? ""
  }

  /// Whether it has bash, which this computer can lend.
  var hasBash: Bool { isOfDebian || image == "ubuntu" || image == "centos" }

  private var isOfDebian: Bool { ["debian", "nginx", "httpd"].contains(image) }

  /// The paths of its programs that no container has here.
  ///
  /// - Parameters:
  ///   - bash: Whether this computer lends its bash.
  ///   - users: Whether rooms know more users than root.
  /// - Returns: absolute paths; none for an image that stands for no other.
  func refused(withBash bash: Bool, users: Bool) -> [String] {
    let paths = (users ? [] : [Self.su]) + (Self.own[image] ?? [])
    return image.isEmpty ? [] : paths + (hasBash && !bash ? [Self.bash] : [])
  }

  /// Where bash stands.
  static let bash = "/bin/bash"

  /// Where what becomes somebody else stands.
  private static let su = "/bin/su"

  private static let apt = ["/usr/bin/apt", "/usr/bin/apt-get", "/usr/bin/apt-cache"]
  private static let accounts = ["/usr/sbin/useradd", "/usr/sbin/groupadd", "/usr/sbin/usermod"]

  private static let alpine = ["/sbin/apk", "/usr/sbin/adduser", "/usr/sbin/addgroup", "/usr/sbin/deluser"]

  private static let own: [String: [String]] = [
    "alpine": alpine,
    "registry": ["/sbin/apk"],
    "busybox": ["/bin/adduser", "/bin/addgroup", "/bin/deluser"],
    "debian": apt + accounts + ["/usr/sbin/adduser", "/usr/bin/perl"],
    "ubuntu": apt + accounts + ["/usr/bin/perl"],
    "centos": ["/usr/bin/yum", "/usr/bin/dnf", "/usr/bin/curl"] + accounts,
    "nginx": apt + accounts + ["/usr/bin/curl", "/usr/sbin/nginx"],
    "nginx-alpine": alpine + ["/usr/bin/curl", "/usr/sbin/nginx"],
    "httpd": apt + accounts + [
      "/usr/bin/perl", "/usr/local/apache2/bin/httpd", "/usr/local/apache2/bin/apachectl",
    ],
  ]

  /// Those of busybox's commands that it has, by their paths as `busybox --list-full` prints them.
  func commands(of all: [String]) -> [String] {
    let known = all.filter { $0 != "linuxrc" }
    guard isOfDebian || image == "ubuntu" else { return known }
    return known.filter { path in
      let name = path.split(separator: "/").last.map(String.init) ?? ""
      return Self.essential.contains(name) || image == "ubuntu" && Self.processes.contains(name)
    }
  }

  /// The commands of Debian's essential packages.
  private static let essential = Set(
    """
    [ arch awk base64 basename blkdiscard blockdev busybox cat chgrp chmod chown chroot clear cmp cp cut date dd df
    diff dirname dmesg dnsdomainname dpkg dpkg-deb du echo egrep env expand expr factor fallocate false fgrep find
    findfs fold fsfreeze fstrim getopt getty grep groups gunzip gzip head hostid hostname id ionice last link linux32
    linux64 ln logger login logname losetup ls md5sum mkdir mkfifo mknod mkswap mktemp more mount mv nl nologin nproc
    nsenter od passwd paste pidof pivot_root printf pwd readlink realpath renice reset rev rm rmdir run-parts sed seq
    setpriv setsid sh sha1sum sha256sum sha512sum shred shuf sleep sort start-stop-daemon stat stty su sulogin swapoff
    swapon switch_root sync tac tail tar taskset tee test timeout touch tr true truncate tty umount uname uncompress
    unexpand uniq unlink unshare wc which who whoami xargs yes zcat
    """.split(whereSeparator: \.isWhitespace).map(String.init))

  /// The commands of the package procps, which Ubuntu's image has.
  private static let processes: Set = ["free", "kill", "ps", "sysctl", "top", "uptime", "w", "watch"]
}

extension ImagePrograms {
  /// The script in the place of a program that no container has here, on which it says why.
  static func script(_ path: String, in language: Language) -> String {
    let name = path.split(separator: "/").last.map(String.init) ?? ""
    return """
      #!/bin/sh
      echo "${0##*/}: \(reason(name)[language])" >&2
      exit 1

      """
  }

  private static func reason(_ name: String) -> Phrase {
    switch name {
    case "apk", "apt", "apt-get", "apt-cache", "yum", "dnf":
      Phrase(
        en: "there are no packages for the containers of a practice machine; "
          + "start dojo with --docker system to use a real Docker for it",
        ja: "練習用マシンのコンテナには、インストールできるパッケージがありません。"
          + "本物の Docker で試すには、dojo を --docker system を付けて起動してください")
    case "su":
      Phrase(
        en: "nobody can become somebody else in a container of a practice machine; "
          + "docker exec --user NAME starts a command as somebody",
        ja: "練習用マシンのコンテナの中では、別のユーザーに切り替えられません。"
          + "docker exec --user 名前 を使うと、そのユーザーとしてコマンドを実行できます")
    case "nginx", "httpd", "apachectl":
      Phrase(
        en: "this practice image has no \(name) to call; "
          + "a container runs it as its own program, and a real Docker (--docker system) everywhere",
        ja: "この練習用イメージでは \(name) を呼び出せません。"
          + "コンテナ自身のプログラムとしてのみ動きます。本物の Docker（--docker system）ではどこからでも呼び出せます")
    default:
      Phrase(
        en: "this practice image has no \(name); start dojo with --docker system to use a real Docker for it",
        ja: "この練習用イメージに \(name) はありません。"
          + "本物の Docker で試すには、dojo を --docker system を付けて起動してください")
    }
  }
}
