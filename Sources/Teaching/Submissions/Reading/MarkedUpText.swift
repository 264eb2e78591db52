/// Markdown with commands in it.
enum MarkedUpText {
  /// The contents of a Markdown file's fences, each on the line where it stands; headings and items become step marks.
  ///
  /// `nil` when there is no fence.
  static func fences(of text: String) -> String? {
    var result: [Substring] = []
    var fence: Substring?
    var isTaken = false
    var hasFence = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let content = line.drop { $0 == " " }
      if let open = fence {
        let isEnd = content.hasPrefix(open) && content.allSatisfy { $0 == open.first || $0 == " " }
        if isEnd { fence = nil }
        result.append(isEnd || !isTaken ? "" : line)
      } else if content.hasPrefix("```") || content.hasPrefix("~~~") {
        fence = content.prefix { $0 == content.first }
        let language = content.dropFirst(fence?.count ?? 3).prefix { !$0.isWhitespace }.lowercased()
        isTaken = shells.contains(language)
        hasFence = hasFence || isTaken
        result.append("")
      } else {
        result.append(Substring(mark(content)))
      }
    }
    return hasFence ? result.joined(separator: "\n") : nil
  }

  private static let shells: Set<String> = [
    "", "sh", "bash", "shell", "zsh", "fish", "console", "terminal", "shell-session", "shellsession", "text",
    "docker", "powershell", "cmd",
  ]

  /// A heading or a numbered item as the comment that marks a step; an empty line for anything else.
  private static func mark(_ line: Substring) -> String {
    let text = line.drop { $0 == "#" || $0 == "*" || $0 == " " }
    let comment = "# \(text.prefix(190))"
    guard case .step(let number, let machine)? = StepMark(line: comment) else { return "" }
    return "# step \(number)" + (machine.map { " on \($0)" } ?? "")
  }
}
