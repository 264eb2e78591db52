import Basics
import Markdown

extension LessonLinter {
  /// A ladder of hints ends with the command, and does not begin with it.
  func hintFindings(_ lesson: Lesson) -> [LintFinding] {
    lesson.steps.filter { $0.points > 0 }.flatMap { step -> [LintFinding] in
      guard let commands = step.solution?.commands, !commands.isEmpty else { return [] }
      let rungs = step.hints.map(\.words)
      var findings: [LintFinding] = []
      if let last = rungs.last, !commands.contains(where: { last.names($0) }) {
        findings.append(
          LintFinding(
            .hintWithoutCommand, at: place(of: step),
            Phrase(
              en: "The last hint of `\(step.id)` does not name the command.",
              ja: "`\(step.id)` の最後のヒントに、コマンドが書かれていません。"),
            instead: Phrase(
              en: "Let it end the search: write `\(commands[0].line)`.",
              ja: "最後の手がかりとして `\(commands[0].line)` を書いてください。")))
      }
      for (index, rung) in rungs.dropLast().enumerated()
      where commands.contains(where: { rung.givesAway($0) }) {
        findings.append(
          LintFinding(
            .hintGivesAway, at: place(of: step),
            Phrase(
              en: "Hint \(index + 1) of `\(step.id)` is the whole solution already.",
              ja: "`\(step.id)` のヒント \(index + 1) が、もう解答そのものです。"),
            instead: Phrase(
              en: "Keep the command for the last hint.", ja: "コマンドは最後のヒントに取っておいてください。")))
      }
      return findings
    }
  }
}

extension Hint {
  /// What it says, in whichever language it has.
  fileprivate var words: String {
    switch self {
    case .chapter(let blocks): blocks.map(\.words).joined(separator: "\n")
    case .phrase(let phrase): phrase.en + "\n" + phrase.ja
    }
  }
}

extension Block {
  /// All its words, without markup.
  var words: String {
    switch kind {
    case .heading(_, let inlines), .paragraph(let inlines): inlines.plainText
    case .list(let list): list.items.flatMap(\.blocks).map(\.words).joined(separator: "\n")
    case .quote(let blocks): blocks.map(\.words).joined(separator: "\n")
    case .code(let code): code.text
    case .table(let table):
      ([table.header] + table.rows).joined().map(\.plainText).joined(separator: "\n")
    case .details(let details): ([details.summary] + details.blocks.map(\.words)).joined(separator: "\n")
    case .html(let text): text
    case .thematicBreak: ""
    }
  }
}

extension String {
  /// Whether the text says which program to use, and for docker which of its commands.
  fileprivate func names(_ command: Command) -> Bool {
    contains(command.line.programAndCommand)
  }

  /// Whether a whole command line stands in the text; of a command without arguments there is nothing to give away.
  func givesAway(_ command: Command) -> Bool {
    command.line.split(whereSeparator: \.isWhitespace).count > 2 && contains(command.line)
  }

  /// `docker push` of `sudo docker push a:b`, `curl` of `curl -s …`.
  fileprivate var programAndCommand: String {
    let words = split(whereSeparator: \.isWhitespace).map(String.init).drop {
      $0 == "sudo" || $0.contains("=")
    }
    let isDocker = words.first == "docker"
    return words.prefix(isDocker ? 2 : 1).joined(separator: " ")
  }
}
