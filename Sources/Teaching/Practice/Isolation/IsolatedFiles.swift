import Basics
import Engine
import Lessons
import Shell

/// The files that a room is furnished with.
enum IsolatedFiles {
  /// What is the same in `/etc` inside as outside: how programs look and speak, whom they trust, nothing about people.
  static let shared = [
    "bash.bashrc", "bash_completion", "bash_completion.d", "ca-certificates", "debian_version", "dpkg",
    "fish",
    "host.conf", "inputrc", "ld.so.conf", "ld.so.conf.d", "lesskey", "locale.alias", "locale.conf",
    "localtime", "magic", "mime.types", "nanorc", "nsswitch.conf", "os-release", "perl", "pki", "profile",
    "profile.d", "protocols", "python3", "services", "shells", "skel", "ssl", "terminfo", "timezone", "vim",
    "wgetrc", "zsh",
  ]

  /// What the room has of its own in `/etc`.
  static let own = ["passwd", "group", "hosts", "hostname", "resolv.conf"]

  /// The variables of the learner's environment that hold inside as well, besides those of `LC_`.
  static let variables: Set = [
    "TERM", "COLORTERM", "NO_COLOR", "LANG", "LANGUAGE", "TZ", "EDITOR", "VISUAL", "PAGER", "LESS",
    "DOJO_LEARNER",
  ]

  /// Who somebody is called inside; root stays root.
  static func name(of user: UserAndGroup) -> String { user.user == 0 ? "root" : "learner" }

  /// The text of each file of the room's own.
  static func system(_ machines: [Lessons.Machine], _ user: UserAndGroup) -> [String: String] {
    let home = Isolation.Place.home
    let root = user.user == 0 ? "" : "root:x:0:0:root:/root:/bin/bash\n"
    let group = user.group == 0 ? "" : "root:x:0:\n"
    let name = name(of: user)
    // Each machine has an address of its own that is this computer's, as Debian gives one to a computer's name.
    let names = machines.enumerated().map { index, machine in
      let names = machine.id.text == machine.name ? machine.name : "\(machine.name) \(machine.id)"
      return "\(MachineNetworks.address(index))\t\(names)\n"
    }
    return [
      "passwd": "\(root)\(name):x:\(user.user):\(user.group):\(name):\(home):/bin/bash\n",
      "group": "\(group)\(name):x:\(user.group):\n",
      "hosts": "127.0.0.1\tlocalhost\n::1\tlocalhost ip6-localhost ip6-loopback\n" + names.joined(),
      "hostname": "\(machines.first?.name ?? "localhost")\n",
      "resolv.conf": "# There is no network outside of this sitting.\n",
    ].merging(machines.map { ("hostname.\($0.id)", "\($0.name)\n") }) { first, _ in first }
  }

  /// Gives a new home folder what a new user of this computer finds in theirs, and shells a prompt.
  static func furnish(_ home: String) throws(SystemError) {
    for name in Folders.names(in: "/etc/skel") where !Folders.isFolder("/etc/skel/\(name)") {
      guard let bytes = try? FileBytes.read("/etc/skel/\(name)") else { continue }
      try AtomicFile.write(bytes, to: "\(home)/\(name)", mode: 0o644)
    }
    let prompts = [".bashrc": #"PS1='\u@\h:\w\$ '"#, ".zshrc": "PROMPT='%n@%m:%~%# '"]
    for (name, prompt) in prompts where !Folders.exists("\(home)/\(name)") {
      try AtomicFile.write("\(prompt)\n".utf8, to: "\(home)/\(name)", mode: 0o644)
    }
  }
}
