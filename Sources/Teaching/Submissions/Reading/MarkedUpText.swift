/// Text with commands in it that was written for people: Markdown, or what an LMS's editor made of pasted text.
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

  /// The text of an HTML page, its paragraphs and line breaks as lines.
  static func text(ofHTML html: String) -> String {
    var result = ""
    var rest = html[...]
    while let start = rest.firstIndex(where: { $0 == "<" || $0 == "&" }) {
      result += rest[..<start]
      rest = rest[start...]
      if rest.first == "<" { skipTag(&rest, into: &result) } else { readEntity(&rest, into: &result) }
    }
    return result + rest
  }

  private static func skipTag(_ rest: inout Substring, into result: inout String) {
    let end = rest.firstIndex(of: ">")
    let inside = rest.dropFirst().prefix { $0.isLetter || $0 == "/" || $0.isNumber || $0 == "!" }.lowercased()
    guard let end, !inside.isEmpty else {
      result.append("<")
      rest = rest.dropFirst()
      return
    }
    rest = rest[end...].dropFirst()
    if breaking.contains(inside), result.last != "\n", !result.isEmpty { result += "\n" }
    for hidden in ["style", "script", "head"] where inside == hidden {
      rest = rest.firstRange(of: "</\(hidden)").map { rest[$0.lowerBound...] } ?? ""
    }
  }

  private static let breaking: Set<String> = [
    "p", "/p", "br", "br/", "div", "/div", "li", "/li", "pre", "/pre", "tr", "/tr", "h1", "h2", "h3", "/h1",
    "/h2", "/h3",
  ]

  private static func readEntity(_ rest: inout Substring, into result: inout String) {
    let named: [Substring: String] = [
      "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": " ",
    ]
    guard let end = rest.prefix(12).firstIndex(of: ";") else {
      result.append("&")
      rest = rest.dropFirst()
      return
    }
    let name = rest[..<end].dropFirst()
    result += named[name] ?? number(name) ?? "&\(name);"
    rest = rest[end...].dropFirst()
  }

  private static func number(_ name: Substring) -> String? {
    guard name.first == "#" else { return nil }
    let digits = name.dropFirst()
    let value =
      digits.first == "x" || digits.first == "X" ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
    guard let value, let scalar = Unicode.Scalar(value) else { return nil }
    return value == 0xA0 ? " " : String(Character(scalar))
  }
}
