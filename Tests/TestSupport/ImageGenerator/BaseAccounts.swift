/// Who is known in practice images: those of the official images' accounts that people run something as.
enum BaseAccounts {
  /// `NAME:USER:GROUP:DESCRIPTION:HOME:SHELL` each, as passwd(5) has it without the password.
  static let debian = [
    "root:0:0:root:/root:/bin/bash", "daemon:1:1:daemon:/usr/sbin:/usr/sbin/nologin",
    "bin:2:2:bin:/bin:/usr/sbin/nologin", "sys:3:3:sys:/dev:/usr/sbin/nologin",
    "games:5:60:games:/usr/games:/usr/sbin/nologin", "mail:8:8:mail:/var/mail:/usr/sbin/nologin",
    "www-data:33:33:www-data:/var/www:/usr/sbin/nologin",
    "nobody:65534:65534:nobody:/nonexistent:/usr/sbin/nologin",
  ]
  static let debianGroups = [
    "root:0", "daemon:1", "bin:2", "sys:3", "adm:4", "tty:5", "disk:6", "mail:8", "sudo:27", "www-data:33",
    "shadow:42", "staff:50", "games:60", "users:100", "nogroup:65534",
  ]

  static let ubuntu = debian + ["ubuntu:1000:1000:Ubuntu:/home/ubuntu:/bin/bash"]
  static let ubuntuGroups = debianGroups + ["ubuntu:1000"]

  static let alpine = [
    "root:0:0:root:/root:/bin/sh", "bin:1:1:bin:/bin:/sbin/nologin", "daemon:2:2:daemon:/sbin:/sbin/nologin",
    "mail:8:12:mail:/var/mail:/sbin/nologin", "guest:405:100:guest:/dev/null:/sbin/nologin",
    "nobody:65534:65534:nobody:/:/sbin/nologin",
  ]
  static let alpineGroups = [
    "root:0", "bin:1", "daemon:2", "sys:3", "adm:4", "tty:5", "disk:6", "wheel:10", "mail:12", "shadow:42",
    "www-data:82", "users:100", "nogroup:65533", "nobody:65534",
  ]

  static let busybox = [
    "root:0:0:root:/root:/bin/sh", "daemon:1:1:daemon:/usr/sbin:/bin/false", "bin:2:2:bin:/bin:/bin/false",
    "sys:3:3:sys:/dev:/bin/false", "mail:8:8:mail:/var/spool/mail:/bin/false",
    "www-data:33:33:www-data:/var/www:/bin/false", "nobody:65534:65534:nobody:/home:/bin/false",
  ]
  static let busyboxGroups = [
    "root:0", "daemon:1", "bin:2", "sys:3", "adm:4", "tty:5", "disk:6", "mail:8", "wheel:10", "www-data:33",
    "users:100", "nobody:65534",
  ]

  static let centos = [
    "root:0:0:root:/root:/bin/bash", "bin:1:1:bin:/bin:/sbin/nologin",
    "daemon:2:2:daemon:/sbin:/sbin/nologin", "mail:8:12:mail:/var/spool/mail:/sbin/nologin",
    "nobody:65534:65534:Kernel Overflow User:/:/sbin/nologin",
  ]
  static let centosGroups = [
    "root:0", "bin:1", "daemon:2", "sys:3", "adm:4", "tty:5", "disk:6", "wheel:10", "mail:12", "users:100",
    "nobody:65534",
  ]

  /// `/etc/passwd` with these accounts.
  static func passwd(_ accounts: [String]) -> TarArchive.Entry {
    let lines = accounts.map { account in
      let name = account.prefix { $0 != ":" }
      return "\(name):x\(account.dropFirst(name.count))\n"
    }
    return .file("etc/passwd", lines.joined())
  }

  /// `/etc/group` with these groups, each `NAME:NUMBER`.
  static func group(_ groups: [String]) -> TarArchive.Entry {
    let lines = groups.map { group in
      let name = group.prefix { $0 != ":" }
      return "\(name):x\(group.dropFirst(name.count)):\n"
    }
    return .file("etc/group", lines.joined())
  }
}
