import Markdown

/// What is typed and what is printed in a piece of shell text.
struct ShellTranscript {
  private(set) var commands: [String] = []
  private(set) var output: [String] = []

  /// With a `$ ` anywhere, only such lines are commands; without, all lines are, where `isAllTyped` says so.
  init(_ text: String, isAllTyped: Bool) {
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map(String.init)
    let hasPrompts = lines.contains { Self.typed($0) != nil }
    guard hasPrompts || isAllTyped else {
      output = lines
      return
    }
    var index = 0
    while index < lines.count {
      let line = lines[index]
      index += 1
      if let first = hasPrompts ? Self.typed(line) : Self.unprompted(line) {
        commands.append(Self.whole(first, lines, &index))
      } else if hasPrompts {
        output.append(line)
      }
    }
  }

  /// The commands of a step's fences, also inside its lists.
  static func commands(in block: Block) -> [String] {
    switch block.kind {
    case .code(let code): ShellTranscript(code.text, isAllTyped: code.isShell).commands
    case .list(let list): list.items.flatMap(\.blocks).flatMap { commands(in: $0) }
    default: []
    }
  }

  /// What stands after a `$ ` prompt.
  private static func typed(_ line: String) -> String? {
    let line = line.drop(while: \.isWhitespace)
    return line.hasPrefix("$ ") ? line.dropFirst(2).trimmed : nil
  }

  private static func unprompted(_ line: String) -> String? {
    let line = line.trimmed
    return line.isEmpty || line.hasPrefix("#") ? nil : line
  }

  /// A command with the lines that continue it: after `\`, and up to the end of a here-document.
  private static func whole(_ first: String, _ lines: [String], _ index: inout Int) -> String {
    var command = first
    while command.hasSuffix("\\"), index < lines.count {
      let next = lines[index].trimmed
      command += "\n" + (next.hasPrefix("> ") ? String(next.dropFirst(2)) : next)
      index += 1
    }
    guard let end = hereDocumentEnd(command),
      let last = lines[index...].firstIndex(where: { $0.trimmed == end })
    else { return command }
    command += lines[index...last].map { "\n" + $0 }.joined()
    index = last + 1
    return command
  }

  /// The word that ends a here-document which the command opens.
  private static func hereDocumentEnd(_ command: String) -> String? {
    guard let mark = command.firstRange(of: "<<"), !command[mark.upperBound...].hasPrefix("<") else {
      return nil
    }
    let word = command[mark.upperBound...].drop { "-'\" ".contains($0) }
      .prefix { $0.isLetter || $0.isNumber || $0 == "_" }
    return word.isEmpty ? nil : String(word)
  }
}

extension CodeBlock {
  /// Whether the fence says that it holds what is typed into a shell.
  var isShell: Bool {
    ["sh", "bash", "shell", "zsh", "fish", "terminal", "shell-session", "docker", "cmd"].contains(language)
  }
}

extension Solution {
  /// Reads a solution's text; nil when there is none.
  init?(blocks: [Block]) {
    let codes = blocks.flatMap(\.codeBlocks)
    let hasPrompts = codes.contains { !ShellTranscript($0.text, isAllTyped: false).commands.isEmpty }
    let transcripts = codes.map { code in
      ShellTranscript(code.text, isAllTyped: !hasPrompts && (code.isShell || code.language.isEmpty))
    }
    var commands = transcripts.flatMap(\.commands)
    if codes.isEmpty { commands = blocks.compactMap(\.onlyCode) }
    let remarks = blocks.compactMap { $0.onlyCode == nil ? $0.remark : codes.isEmpty ? nil : $0.remark }
    guard !commands.isEmpty || !remarks.isEmpty else { return nil }
    self.init(
      commands: commands.map { Command($0) },
      sampleOutput: transcripts.flatMap(\.output).joined(separator: "\n").trimmed,
      remarks: remarks.joined(separator: "\n"))
  }
}

extension Block {
  fileprivate var codeBlocks: [CodeBlock] {
    switch kind {
    case .code(let code): [code]
    case .list(let list): list.items.flatMap(\.blocks).flatMap(\.codeBlocks)
    case .quote(let blocks): blocks.flatMap(\.codeBlocks)
    default: []
    }
  }

  /// The code of a paragraph that is nothing but one code span.
  fileprivate var onlyCode: String? {
    guard case .paragraph(let inlines) = kind, inlines.count == 1, case .code(let code)? = inlines.first
    else {
      return nil
    }
    return code.hasPrefix("$ ") ? String(code.dropFirst(2)) : code
  }

  fileprivate var remark: String? {
    switch kind {
    case .paragraph(let inlines): inlines.plainText.joinedLines
    case .list(let list): list.items.flatMap(\.blocks).compactMap(\.remark).joined(separator: "\n")
    default: nil
    }
  }
}
