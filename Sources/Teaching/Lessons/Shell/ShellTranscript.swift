/// What is typed and what is printed in a piece of shell text.
struct ShellTranscript {
  private(set) var typed: [Typed] = []
  /// What is printed before the first command.
  private(set) var opening: [Printed] = []

  /// One command, with the row in which it starts and how many characters of that row stand before it.
  struct Typed {
    let line: String
    let row: Int
    let width: Int
    let host: String?
    var printed: [Printed] = []
    /// Whether a blank stands behind a backslash that was meant to continue the line.
    var hasBlankAfterBackslash = false
  }

  /// One line of output.
  struct Printed {
    let text: String
    let row: Int
    var isComment = false
  }

  /// What the author says the text is.
  enum Kind {
    /// What is typed into a shell.
    case shell
    /// Nothing is said.
    case unknown
    /// Something else, such as YAML; only prompts show that something is typed.
    case other
  }

  var commands: [String] { typed.map(\.line) }

  /// The lines that are printed; comments are none.
  var output: [String] { (opening + typed.flatMap(\.printed)).filter { !$0.isComment }.map(\.text) }

  init(_ text: String, kind: Kind) {
    let rows = ShellRows(text)
    let reading = Self.reading(rows, kind: kind)
    guard reading != .nothingTyped else {
      for (row, text) in rows.lines.enumerated() { opening.append(Printed(text: String(text), row: row)) }
      return
    }
    read(rows, reading)
  }

  /// How the lines of one text are told apart.
  private enum Reading {
    case nothingTyped
    /// Lines with a prompt of these kinds are typed, all others printed.
    case prompts(isRoot: Bool, isOther: Bool)
    /// Every line is typed that does not look printed.
    case allTyped
    /// Lines that start with a program are typed.
    case programs

    static func != (left: Self, right: Self) -> Bool {
      if case .nothingTyped = left, case .nothingTyped = right { false } else { true }
    }
  }

  private static func reading(_ rows: ShellRows, kind: Kind) -> Reading {
    if rows.prompts.contains(where: { $0?.isSure == true && (kind != .other || $0?.kind == .dollar) }) {
      return .prompts(isRoot: rows.haveRootPrompts, isOther: false)
    }
    guard kind != .other else { return .nothingTyped }
    if rows.haveRootPrompts, !rows.haveUnpromptedPrograms { return .prompts(isRoot: true, isOther: false) }
    if rows.haveOtherPrompts, !rows.haveUnpromptedPrograms { return .prompts(isRoot: false, isOther: true) }
    if kind == .shell {
      let written = rows.lines.first { !$0.isBlank }
      let isAllPrinted = written.map { PrintedText.looksPrinted($0) } == true && !rows.haveUnpromptedPrograms
      return isAllPrinted ? .nothingTyped : .allTyped
    }
    let first = rows.lines.first { !$0.isBlank && !$0.hasPrefix("#") }
    return first.map { KnownCommands.looksTyped($0) } == true ? .programs : .nothingTyped
  }

  private mutating func read(_ rows: ShellRows, _ reading: Reading) {
    var row = 0
    var (isPrinting, host): (Bool, String?) = (false, nil)
    while row < rows.lines.count {
      let line = rows.lines[row]
      if let above = Prompt.hostAbove(line) {
        host = above
        row += 1
        continue
      }
      if let start = Self.start(of: rows, at: row, reading, isPrinting: isPrinting) {
        var command = ShellCommandReader(rows, from: row, text: start.text)
        command.readWhole()
        if !command.line.isEmpty {
          typed.append(
            Typed(
              line: command.line, row: row, width: start.width, host: start.host ?? host,
              hasBlankAfterBackslash: command.hasBlankAfterBackslash))
        }
        isPrinting = false
        row = command.next
        continue
      }
      let isComment = line.withoutIndent.utf8.first == UInt8(ascii: "#")
      if isComment, PrintedText.announces(comment: line) { isPrinting = true }
      if PrintedText.looksPrinted(line) { isPrinting = true }
      keep(Printed(text: String(line), row: row, isComment: isComment), reading)
      row += 1
    }
    dropBlankEnds()
  }

  private mutating func keep(_ printed: Printed, _ reading: Reading) {
    if case .prompts = reading {
    } else if printed.text.isBlank, typed.last?.printed.isEmpty != false {
      return
    }
    if typed.isEmpty { opening.append(printed) } else { typed[typed.count - 1].printed.append(printed) }
  }

  private mutating func dropBlankEnds() {
    for index in typed.indices {
      while typed[index].printed.last?.text.isBlank == true {
        typed[index].printed.removeLast()
      }
    }
  }

  /// The start of a command in a row; nil when the row is printed, blank or a comment.
  private static func start(
    of rows: ShellRows, at row: Int, _ reading: Reading, isPrinting: Bool
  ) -> (text: Substring, width: Int, host: String?)? {
    let line = rows.lines[row]
    switch reading {
    case .nothingTyped: return nil
    case .prompts(let isRoot, let isOther):
      guard let prompt = rows.prompts[row], !prompt.typed.isEmpty else { return nil }
      switch prompt.kind {
      case .dollar, .windows: break
      case .root: guard isRoot, KnownCommands.looksTyped(prompt.typed) else { return nil }
      case .other: guard isOther, KnownCommands.looksTyped(prompt.typed) else { return nil }
      }
      return (prompt.typed, prompt.width, prompt.host)
    case .allTyped, .programs:
      let text = line.withoutIndent
      guard let first = text.utf8.first, first != UInt8(ascii: "#") else { return nil }
      let isProgram = KnownCommands.starts(text)
      if case .programs = reading, !isProgram { return nil }
      if !isProgram, isPrinting || PrintedText.looksPrinted(line) { return nil }
      return (text, line.utf8.distance(from: line.startIndex, to: text.startIndex), nil)
    }
  }
}

/// The lines of shell text, each with the prompt it starts with.
struct ShellRows {
  let lines: [Substring]
  let prompts: [Prompt?]
  /// The rows that hold one word and so may end a here-document, by that word.
  private let hereDocumentEnds: [String: [Int]]

  init(_ text: String) {
    lines = CodeLines.of(text)
    prompts = lines.map { Prompt($0) }
    hereDocumentEnds = text.utf8.contains(UInt8(ascii: "<")) ? Self.ends(in: lines) : [:]
  }

  private static func ends(in lines: [Substring]) -> [String: [Int]] {
    var ends: [String: [Int]] = [:]
    for (row, line) in lines.enumerated() where line.utf8.count < 80 {
      let word = ShellCommandReader.unprompted(line)
      if !word.isEmpty, !word.utf8.contains(0x20) { ends[word, default: []].append(row) }
    }
    return ends
  }

  /// The first row from `row` on that holds this word and nothing else.
  func hereDocumentEnd(_ word: String, from row: Int) -> Int? {
    guard let rows = hereDocumentEnds[word] else { return nil }
    var (low, high) = (0, rows.count)
    while low < high {
      let middle = (low + high) / 2
      if rows[middle] < row { low = middle + 1 } else { high = middle }
    }
    return low < rows.count ? rows[low] : nil
  }

  /// Whether programs are called after `# ` prompts.
  var haveRootPrompts: Bool { havePrompts(.root) }

  /// Whether programs are called after `> ` or `% ` prompts.
  var haveOtherPrompts: Bool { havePrompts(.other) }

  private func havePrompts(_ kind: Prompt.Kind) -> Bool {
    prompts.contains { $0?.kind == kind && $0.map { KnownCommands.looksTyped($0.typed) } == true }
  }

  /// Whether programs are called at the very start of a line.
  var haveUnpromptedPrograms: Bool {
    lines.indices.contains { prompts[$0] == nil && KnownCommands.looksTyped(lines[$0]) }
  }
}
