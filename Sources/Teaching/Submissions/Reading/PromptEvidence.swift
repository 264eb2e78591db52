/// What the lines of a text say about its being a transcript.
struct PromptEvidence {
  /// How many lines begin with a prompt that hardly anything else looks like.
  private(set) var prompts = 0
  private var bareRoots = 0
  /// How many lines begin with a command as in a script.
  private var unprompted = 0
  private var isFirstPrompt = false
  private var isFirstBareRoot = false

  init(_ lines: [ScreenLine]) {
    var isFirst = true
    for line in lines where !line.text.isEmpty {
      let prompt = Prompt(line: line.text, isCertain: line.isPrompt)
      let isMark = StepMark(line: line.text) != nil
      switch prompt?.kind {
      case .certain?: prompts += 1
      case .bareRoot? where Self.isCommand(prompt?.typed ?? ""): bareRoots += 1
      case .bareRoot?: break
      case nil: if Self.isCommand(line.text) { unprompted += 1 }
      }
      guard isFirst, !isMark else { continue }
      isFirst = false
      isFirstPrompt = prompt?.kind == .certain
      isFirstBareRoot = prompt?.kind == .bareRoot && bareRoots == 1
    }
  }

  /// Whether commands are to be taken from behind prompts.
  var isTranscript: Bool { prompts > 0 && (isFirstPrompt || prompts > unprompted) || isRoots }

  /// Whether `# ` is a prompt: no other prompt is there, and no command stands without it.
  var isRoots: Bool { prompts == 0 && unprompted == 0 && isFirstBareRoot }

  private static func isCommand(_ line: String) -> Bool {
    let words = line.prefix(200).split(separator: " ", maxSplits: 2)
    guard let first = words.first else { return false }
    let name = first == "sudo" && words.count > 1 ? words[1] : first
    return programs.contains(String(name))
  }

  private static let programs: Set<String> = [
    "docker", "podman", "curl", "wget", "dojo", "sudo", "cd", "ls", "cat", "echo", "mkdir", "rm", "cp", "mv",
    "hostname", "ip", "systemctl", "ssh", "exit", "export", "sed", "grep", "vi", "vim", "nano", "tee", "kill",
    "ps", "apt", "apt-get", "which", "openssl", "ping", "for", "if", "while",
  ]
}
