/// The programs that chapters have their learners run: what starts with one of them is more likely typed than printed.
enum KnownCommands {
  private static let words: Set<String> = [
    "sudo", "docker", "docker-compose", "podman", "buildah", "skopeo", "nerdctl", "kubectl", "minikube",
    "helm", "kind",
    "curl", "wget", "cat", "echo", "printf", "ls", "cd", "pwd", "mkdir", "rmdir", "rm", "cp", "mv", "touch",
    "ln", "chmod",
    "chown", "tee", "grep", "egrep", "sed", "awk", "sort", "head", "tail", "less", "more", "wc", "find",
    "tree", "du",
    "df", "tar", "gzip", "gunzip", "unzip", "zip", "ps", "kill", "top", "free", "uname", "hostname",
    "hostnamectl",
    "whoami", "id", "date", "env", "export", "set", "unset", "source", "alias", "which", "exit", "logout",
    "clear",
    "history", "sleep", "ssh", "scp", "rsync", "ssh-keygen", "sftp", "ping", "ip", "ifconfig", "netstat",
    "ss",
    "nslookup", "dig", "telnet", "nc", "systemctl", "service", "journalctl", "git", "apt", "apt-get", "apk",
    "yum", "dnf",
    "brew", "snap", "pip", "pip3", "npm", "npx", "yarn", "node", "python", "python3", "go", "make", "mvn",
    "java",
    "dotnet", "openssl", "base64", "jq", "vi", "vim", "nano", "code", "sh", "bash", "zsh", "for", "while",
    "until", "if",
    "watch", "time", "xargs", "mount", "umount", "useradd", "usermod", "su", "groupadd", "newgrp", "diff",
    "stat", "file",
    "sha256sum", "md5sum", "psql", "mysql", "redis-cli", "ab", "hey", "terraform", "ansible", "vagrant",
    "multipass",
    "dir", "type", "start", "cls", "set-location", "get-content", "new-item", "remove-item",
    "invoke-webrequest", "iwr",
    "wsl", "open", "dojo",
  ]

  /// Whether a line starts with the name of a program, also after `VAR=x`, `./` or an opening parenthesis.
  static func starts(_ line: Substring) -> Bool {
    var rest = withoutSigns(line)
    while let word = firstWord(rest), let equals = word.firstIndex(of: "="), isName(word[..<equals]) {
      let after = rest[word.endIndex...].drop { $0 == " " }
      if after.isEmpty { return true }
      rest = after
    }
    guard let word = firstWord(rest) else { return false }
    if word.hasPrefix("./") || word.hasPrefix("~/") { return true }
    let name = word.hasSuffix(".exe") ? word.dropLast(4) : word
    guard mayBeWord(name.utf8) else { return false }
    return words.contains(String(name)) || words.contains(name.lowercased())
  }

  /// For each first letter, which lengths the words have that start with it, as bits.
  private static let lengths = words.reduce(into: Array(repeating: UInt32(0), count: 128)) { lengths, word in
    lengths[Int(word.utf8.first ?? 0) & 0x7F] |= 1 << UInt32(word.utf8.count)
  }

  /// Whether some word starts like this one and is as long.
  private static func mayBeWord(_ name: Substring.UTF8View) -> Bool {
    guard let first = name.first, first < 0x80, name.count < 32 else { return false }
    return lengths[Int(first | 0x20)] & 1 << UInt32(name.count) != 0
  }

  /// The text without blanks, tabs, opening parentheses and exclamation marks in front of it.
  private static func withoutSigns(_ text: Substring) -> Substring {
    var index = text.startIndex
    while index < text.endIndex {
      switch text.utf8[index] {
      case 0x20, 0x09, UInt8(ascii: "("), UInt8(ascii: "!"): text.utf8.formIndex(after: &index)
      default: return text[index...]
      }
    }
    return text[index...]
  }

  /// Whether a line starts with a program and what follows looks like arguments, not like a sentence.
  static func looksTyped(_ line: Substring) -> Bool {
    guard starts(line) else { return false }
    return line.utf8.allSatisfy { $0 < 0x80 } || line.contains { "'\"`{<-/$".contains($0) }
  }

  private static func firstWord(_ text: Substring) -> Substring? {
    let end = text.utf8.firstIndex { byte in
      byte == 0x20 || byte == 0x09 || byte == UInt8(ascii: ";") || byte == UInt8(ascii: "|")
    }
    let word = text[..<(end ?? text.endIndex)]
    return word.isEmpty ? nil : word
  }

  private static func isName(_ text: Substring) -> Bool {
    guard let first = text.first, first.isLetter || first == "_" else { return false }
    return text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
  }
}
