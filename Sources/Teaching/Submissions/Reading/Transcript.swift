/// What somebody typed into a terminal and what it printed, taken apart again.
struct Transcript {
  private(set) var commands: [SubmittedCommand] = []
  private(set) var hostName: String?
  private let limits: SubmissionLimits
  /// Whether `# ` is root's prompt here rather than a comment.
  private let isRoots: Bool
  private var course = MachineCourse()
  /// Whether the machine was changed by a prompt that names another computer.
  private var isElsewhere = false
  private var step: Int?
  private var open: OpenCommand?

  private struct OpenCommand {
    var text: String
    var line: Int
    var step: Int?
    var machine: String?
    var scan = ShellScan()
    var output: [String] = []
    var outputBytes = 0
    /// Whether a verdict of dojo's has begun, which lasts until the next prompt.
    var isJudged = false
    /// Whether it is done by dojo or by nobody, so that it is not to be run again.
    var isDropped = false
    /// Whether what it printed says nothing about the work.
    var isMute = false
  }

  /// Reads the lines of a transcript.
  ///
  /// - Throws: `SubmissionProblem.noCommands` when there is no prompt with anything typed after it.
  init(_ lines: [ScreenLine], limits: SubmissionLimits) throws(SubmissionProblem) {
    self.limits = limits
    isRoots = PromptEvidence(lines).isRoots
    for line in lines {
      read(line)
      guard commands.count <= limits.commands else { throw .tooManyCommands(limit: limits.commands) }
    }
    close()
    guard !commands.isEmpty else { throw .noCommands }
  }

  private mutating func read(_ line: ScreenLine) {
    if let mark = StepMark(line: line.text), open?.scan.isUnfinished != true {
      close()
      take(mark)
    } else if let typed = continuation(line.text) {
      open?.text += "\n" + typed
      open?.scan.read(typed)
      // Ctrl-C gives the whole command up.
      if typed.hasSuffix("^C") { open = nil }
    } else if let prompt = prompt(of: line) {
      close()
      begin(prompt, line: line.source)
    } else {
      addOutput(line.text)
    }
  }

  private func prompt(of line: ScreenLine) -> Prompt? {
    guard let prompt = Prompt(line: line.text, isCertain: line.isPrompt) else { return nil }
    guard prompt.kind == .bareRoot else { return prompt }
    return isRoots ? prompt : nil
  }

  private mutating func take(_ mark: StepMark) {
    switch mark {
    case .step(let number, let machine):
      step = number
      if machine != nil || !isElsewhere { course.begin(stepOn: machine) }
    case .machine(let name): course.go(to: name)
    case .host(let name): hostName = hostName ?? name
    }
  }

  /// What was typed when the line goes on with the command above it.
  private func continuation(_ text: String) -> String? {
    guard let open, open.scan.isUnfinished else { return nil }
    for sign in ["> ", ">> ", "quote> ", "dquote> ", "bquote> ", "heredoc> ", "pipe> ", "cmdand> ", "for> "]
    where text.hasPrefix(sign) {
      return String(text.dropFirst(sign.count))
    }
    if text == ">" || text == ">>" { return "" }
    // Text that was tidied up before it was pasted has no second prompt.
    let isTidied = open.output.isEmpty && open.scan.isInsideText && Prompt(line: text) == nil
    return isTidied ? text : nil
  }

  private mutating func begin(_ prompt: Prompt, line: Int) {
    locate(prompt)
    if let shown = prompt.step { step = shown }
    var typed = prompt.typed
    while typed.last == " " { typed.removeLast() }
    // Ctrl-C gives a command up.
    guard !typed.isEmpty, !typed.hasSuffix("^C") else { return }
    if let mark = StepMark(line: typed) { return take(mark) }
    open = OpenCommand(text: typed, line: line, step: step, machine: course.current)
    open?.scan.read(typed)
    direct(typed)
  }

  /// Follows what dojo's mark or the host's name in the prompt says about the machine.
  private mutating func locate(_ prompt: Prompt) {
    if let machine = prompt.machine {
      course.go(to: machine)
      hostName = hostName ?? prompt.host
      return
    }
    guard let host = prompt.host else { return }
    guard let home = hostName else {
      hostName = host
      return
    }
    if host == home {
      if isElsewhere { course.go(to: nil) }
      isElsewhere = false
    } else {
      course.go(to: host)
      isElsewhere = true
    }
  }

  /// Sorts out what is not for a shell of the practice machines: moving between them, and dojo itself.
  private mutating func direct(_ typed: String) {
    let words = typed.split(separator: " ", maxSplits: 4)
    let isLeaving = words.count == 1 && ["exit", "logout"].contains(words[0])
    if course.follow(typed) || isLeaving {
      open?.isDropped = true
    } else if words.first == "dojo" {
      if words.count == 5, words[1] == "shell", words[3] == "--" {
        open?.text = String(words[4])
        open?.machine = String(words[2])
      } else if words.count > 1, Self.counted.contains(words[1]) {
        open?.isMute = true
      } else {
        open?.isDropped = true
      }
    } else if let inside = open?.machine, Self.isContainer(inside) {
      open?.isDropped = true
    }
  }

  /// What of dojo's own commands is part of the work: help costs points, and going back undoes what was done.
  private static let counted: Set<Substring> = ["hint", "solution", "reset"]

  /// Whether a prompt's host name is the short id of a container, as a shell inside one shows it.
  private static func isContainer(_ host: String) -> Bool {
    host.utf8.count == 12 && host.allSatisfy { $0.isHexDigit }
  }

  private mutating func addOutput(_ text: String) {
    guard var command = open, !command.isJudged else { return }
    open = nil
    if DojoVerdict.begins(text) {
      command.isJudged = true
    } else if command.outputBytes < limits.outputBytes {
      command.output.append(text)
      command.outputBytes += text.utf8.count + 1
    }
    open = command
  }

  private mutating func close() {
    guard var command = open else { return }
    open = nil
    guard !command.isDropped else { return }
    while command.output.last?.isEmpty == true { command.output.removeLast() }
    while command.output.first?.isEmpty == true { command.output.removeFirst() }
    commands.append(
      SubmittedCommand(
        text: command.text, output: command.isMute ? nil : command.output.joined(separator: "\n"),
        step: command.step, machine: command.machine, line: command.line))
  }
}

/// Lines that dojo itself prints between a command's output and the next prompt.
enum DojoVerdict {
  /// Whether a line is the first of a verdict: `✓ Step 3 passed`, `✗ 手順3: まだです`, `? Step 3 could not be checked`.
  static func begins(_ line: String) -> Bool {
    let text = line.prefix(120).drop { $0 == " " }
    guard let sign = text.first, "✓✗?".contains(sign) else { return false }
    let rest = text.dropFirst().drop { $0 == " " }
    for word in ["Step ", "手順"] where rest.hasPrefix(word) {
      return rest.dropFirst(word.count).first?.isNumber == true
    }
    return false
  }
}
