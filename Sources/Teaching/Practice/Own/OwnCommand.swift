/// A command line of docker or podman, as far as it says what is done to what.
package struct OwnCommand: Sendable, Hashable {
  /// Options before the command, with their values: they may name another engine.
  package let globals: [String]
  /// The words of the command as they were typed: `container rm`, `rmi`.
  package let typed: [String]
  /// The command in its long form: `container rm`, `image rm`.
  package let path: [String]
  /// What stands behind it.
  package let rest: [String]

  package init(_ arguments: [String]) {
    var words = arguments[...]
    var globals: [String] = []
    while let word = words.first, word.hasPrefix("-") {
      globals.append(word)
      words.removeFirst()
      if Self.globalsWithValue.contains(word), let value = words.popFirst() { globals.append(value) }
    }
    self.globals = globals
    let count = words.first.map(Self.groups.contains) ?? false ? 2 : 1
    typed = Array(words.prefix(count))
    rest = Array(words.dropFirst(count))
    path = Self.longForm(typed)
  }

  /// The words that are neither options nor their values.
  package var operands: [String] { Self.split(rest).filter(\.isOperand).map(\.word) }

  /// Whether one of these options is among the words, also where short ones are written together.
  package func has(_ options: Set<String>) -> Bool {
    rest.contains { word in
      if options.contains(word) || options.contains(String(word.prefix { $0 != "=" })) { return true }
      guard word.hasPrefix("-"), !word.hasPrefix("--") else { return false }
      return word.dropFirst().contains { options.contains("-\($0)") }
    }
  }

  /// The command line without some of its operands.
  package func sparing(_ spared: Set<String>) -> [String] {
    globals + typed
      + Self.split(rest).filter { !($0.isOperand && spared.contains($0.word)) }.map(\.word)
  }

  /// The command line with more options right behind the command.
  package func adding(_ options: [String]) -> [String] { globals + typed + options + rest }

  private static func split(_ words: [String]) -> [(word: String, isOperand: Bool)] {
    var split: [(String, Bool)] = []
    var (takesValue, onlyOperands) = (false, false)
    for word in words {
      if takesValue {
        split.append((word, false))
        takesValue = false
      } else if word == "--", !onlyOperands {
        split.append((word, false))
        onlyOperands = true
      } else if word.hasPrefix("-"), !onlyOperands {
        split.append((word, false))
        takesValue = optionsWithValue.contains(word)
      } else {
        split.append((word, true))
      }
    }
    return split
  }

  private static func longForm(_ typed: [String]) -> [String] {
    guard let first = typed.first else { return [] }
    if typed.count > 1 {
      let verb = ["remove": "rm", "rmi": "rm", "list": "ls"][typed[1]] ?? typed[1]
      return [first, verb]
    }
    return shortForms[first] ?? [first]
  }

  private static let shortForms: [String: [String]] = {
    var forms = [
      "rmi": ["image", "rm"], "load": ["image", "load"], "import": ["image", "import"],
      "pull": ["image", "pull"], "build": ["image", "build"], "tag": ["image", "tag"],
      "untag": ["image", "untag"],
    ]
    for verb in ["run", "create", "rm", "stop", "kill", "restart", "pause", "rename", "update", "commit"] {
      forms[verb] = ["container", verb]
    }
    return forms
  }()

  private static let groups: Set = [
    "container", "image", "volume", "network", "system", "builder", "buildx", "compose", "pod", "machine",
    "stack", "service", "swarm", "context", "config", "secret", "plugin", "node", "manifest", "kube", "play",
    "trust", "model", "sandbox", "farm", "quadlet", "artifact",
  ]

  private static let globalsWithValue: Set = [
    "-c", "--context", "--config", "-H", "--host", "-l", "--log-level", "--tlscacert", "--tlscert",
    "--tlskey", "--connection", "--url", "--identity", "--root", "--runroot", "--tmpdir", "--storage-driver",
    "--storage-opt", "--runtime", "--conmon", "--cgroup-manager", "--events-backend", "--hooks-dir",
    "--namespace", "--network-cmd-path", "--network-config-dir", "--imagestore", "--module", "--ssh",
    "--volumepath", "--out",
  ]

  /// Options of the commands that remove or stop, whose next word belongs to them.
  private static let optionsWithValue: Set = [
    "-t", "--time", "--timeout", "-s", "--signal", "--cidfile", "--filter", "--platform", "--restart", "-m",
    "--memory", "--memory-swap", "--memory-reservation", "--cpus", "-c", "--cpu-shares", "--cpuset-cpus",
    "--cpuset-mems", "--cpu-period", "--cpu-quota", "--pids-limit", "--blkio-weight", "--pod-id-file",
  ]
}
