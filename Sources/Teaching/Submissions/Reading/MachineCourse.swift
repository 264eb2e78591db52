/// On which machine the learner is, as far as commands and marks tell.
struct MachineCourse {
  private var entered: [String] = []
  private var named: String?
  /// Whether any machine but the first was ever named.
  private(set) var hasMoved = false

  /// The machine of the next command; `nil` when nothing says.
  var current: String? { entered.last ?? named ?? (hasMoved ? SubmittedCommand.startMachine : nil) }

  /// A mark or a prompt says where the learner is; `nil` is where the lesson starts.
  mutating func go(to machine: String?) {
    entered = []
    named = machine
    if machine != nil { hasMoved = true }
  }

  /// A step begins, of which only the lesson knows the machine.
  mutating func begin(stepOn machine: String?) {
    go(to: machine)
    if machine == nil { hasMoved = false }
  }

  /// Takes note of a command that enters or leaves a machine; whether it did nothing else.
  mutating func follow(_ command: String) -> Bool {
    let words = command.split(whereSeparator: \.isWhitespace)
    if let machine = Self.machineEntered(words) {
      entered.append(machine)
      hasMoved = true
      return true
    }
    guard !entered.isEmpty, words.first.map({ ["exit", "logout"].contains($0) }) ?? false, words.count <= 2
    else { return false }
    entered.removeLast()
    return true
  }

  /// `dojo shell other`, or `ssh other`, with nothing to run there.
  private static func machineEntered(_ words: [Substring]) -> String? {
    if words.count == 3, words[0] == "dojo", words[1] == "shell", !words[2].hasPrefix("-") {
      return String(words[2])
    }
    guard words.first == "ssh" else { return nil }
    var rest = words.dropFirst()
    while let option = rest.first, option.hasPrefix("-") {
      rest.removeFirst()
      if ["-p", "-i", "-l", "-o", "-F", "-J"].contains(option), !rest.isEmpty { rest.removeFirst() }
    }
    guard rest.count == 1, let target = rest.first else { return nil }
    return target.split(separator: "@").last.map(String.init)
  }
}
