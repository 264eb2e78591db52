/// The beginning of a line that a shell printed before it read a command.
struct Prompt: Equatable {
  enum Kind {
    /// A prompt that hardly any output looks like.
    case certain
    /// `# `, which is a comment unless the whole text is root's.
    case bareRoot
  }

  var kind = Kind.certain
  /// The computer's name, when the prompt shows one.
  var host: String?
  /// The machine and the step that dojo's own mark shows: `host 3/9`.
  var machine: String?
  var step: Int?
  /// What was typed after it.
  var typed: String

  /// Reads the prompts of bash, zsh, fish, BusyBox, PowerShell and cmd.exe as they come, and dojo's mark before any.
  ///
  /// `isCertain` says that a line editor announced a prompt here; then any word that ends like one is taken.
  init?(line: String, isCertain: Bool = false) {
    var rest = line[...]
    typed = ""
    rest = Self.withoutEnvironment(rest)
    if let mark = Self.mark(rest) {
      (machine, step) = (mark.machine, mark.step)
      rest = Self.withoutEnvironment(mark.rest)
    }
    let isLenient = isCertain || machine != nil
    guard let shell = Self.shell(rest) ?? (isLenient ? Self.anything(rest) : nil) else { return nil }
    (host, kind) = (shell.host, machine == nil ? shell.kind : .certain)
    typed = String(shell.typed)
  }

  private struct Found {
    var host: String?
    var kind = Kind.certain
    var typed: Substring
  }

  /// `(venv) ` before a prompt.
  private static func withoutEnvironment(_ text: Substring) -> Substring {
    guard text.first == "(", let end = text.prefix(80).firstIndex(of: ")"), text[end...].hasPrefix(") ")
    else {
      return text
    }
    return text[end...].dropFirst(2)
  }

  /// `host 3/9 `, as a dressed shell shows it.
  private static func mark(_ text: Substring) -> (machine: String, step: Int, rest: Substring)? {
    let parts = text.prefix(120).split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count >= 2, isName(parts[0]) else { return nil }
    let numbers = parts[1].split(separator: "/", omittingEmptySubsequences: false)
    guard numbers.count == 2, let step = Int(numbers[0]), Int(numbers[1]) != nil, step >= 0 else {
      return nil
    }
    return (String(parts[0]), step, text[parts[1].endIndex...].dropFirst())
  }

  private static func shell(_ text: Substring) -> Found? {
    guard let first = text.first else { return nil }
    switch first {
    case "$", "%", "❯", "λ": return typed(text.dropFirst())
    case "#":
      guard var found = typed(text.dropFirst()) else { return nil }
      found.kind = .bareRoot
      return found
    case "➜": return arrow(text.dropFirst())
    case "[": return bracketed(text)
    case "~", "/": return path(text)
    default: break
    }
    if text.hasPrefix("PS ") || isDrive(text) { return ended(by: ">", text) }
    return accountAndHost(text) ?? hostAndFolder(text) ?? word(text)
  }

  /// What follows a prompt's last sign: a space and the command, or nothing.
  private static func typed(_ rest: Substring, host: Substring? = nil) -> Found? {
    guard rest.first == nil || rest.first == " " else { return nil }
    return Found(host: host.map(String.init), typed: rest.drop { $0 == " " })
  }

  /// `[ada@myhost work]$ `.
  private static func bracketed(_ text: Substring) -> Found? {
    guard let end = text.prefix(200).firstIndex(of: "]"), let at = text[..<end].firstIndex(of: "@") else {
      return nil
    }
    let host = text[text.index(after: at)..<end].prefix { !$0.isWhitespace && $0 != ":" }
    let after = text[end...].dropFirst()
    guard isName(host), let sign = after.first, isSign(sign) else { return nil }
    return typed(after.dropFirst(), host: host)
  }

  /// `ada@myhost:~/work$ `, `ada@myhost ~/work> `, `ada@mac work % `.
  private static func accountAndHost(_ text: Substring) -> Found? {
    let start = text.prefix(250)
    guard let at = start.firstIndex(of: "@"), isName(start[..<at]) else { return nil }
    let after = text[text.index(after: at)...]
    let host = after.prefix { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "." || $0 == "_" }
    let rest = after[host.endIndex...].prefix(250)
    guard isName(host), let next = rest.first, next == ":" || next == " " || isSign(next),
      let end = signEnd(rest)
    else { return nil }
    return typed(text[end...], host: host)
  }

  /// `myhost:~ ada$ `, as bash on a Mac has it.
  private static func hostAndFolder(_ text: Substring) -> Found? {
    let start = text.prefix(250)
    guard let colon = start.firstIndex(of: ":"), isName(start[..<colon]) else { return nil }
    let rest = start[colon...].dropFirst()
    // Words that a message begins with have a space behind their colon.
    guard let first = rest.first, first != " ", let end = signEnd(rest),
      let space = rest[..<end].lastIndex(of: " ")
    else { return nil }
    let account = rest[space..<end].dropFirst().dropLast()
    guard isName(account), account.first?.isNumber == false else { return nil }
    return typed(text[end...], host: start[..<colon])
  }

  /// Behind the first sign that a space or the end follows; `nil` when there is none.
  private static func signEnd(_ text: Substring) -> Substring.Index? {
    var index = text.startIndex
    while index < text.endIndex {
      let next = text.index(after: index)
      if isSign(text[index]), next == text.endIndex || text[next] == " " { return next }
      index = next
    }
    return nil
  }

  /// `~/work$ `, `/ # `.
  private static func path(_ text: Substring) -> Found? {
    let words = text.prefix(200).split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
    guard let first = words.first else { return nil }
    if let sign = first.last, isSign(sign) { return typed(text[first.endIndex...]) }
    guard words.count > 1, words[1] == "#" || words[1] == "$" || words[1] == "%" else { return nil }
    return typed(text[words[1].endIndex...])
  }

  /// `bash-5.2$ `, `myhost% `; not `50% `.
  private static func word(_ text: Substring) -> Found? {
    let word = text.prefix(100).prefix { !$0.isWhitespace }
    guard let sign = word.last, sign == "$" || sign == "#" || sign == "%", word.first?.isLetter == true,
      isName(word.dropLast())
    else { return nil }
    let name = word.dropLast()
    let isShell = name.firstRange(of: "sh-") != nil
    return typed(text[word.endIndex...], host: isShell || sign == "#" ? nil : name)
  }

  /// `➜  work git:(main) ✗ `, as oh-my-zsh has it.
  private static func arrow(_ text: Substring) -> Found? {
    var rest = text.drop { $0 == " " }
    rest = rest.drop { $0 != " " }.drop { $0 == " " }
    if rest.hasPrefix("git:(") { rest = rest.drop { $0 != " " }.drop { $0 == " " } }
    if rest.first == "✗" { rest = rest.dropFirst() }
    return Found(typed: rest.drop { $0 == " " })
  }

  private static func ended(by sign: Character, _ text: Substring) -> Found? {
    guard let end = text.prefix(300).firstIndex(of: sign) else { return nil }
    return Found(typed: text[end...].dropFirst().drop { $0 == " " })
  }

  /// Whatever ends with a sign and a space: a prompt of the learner's own making.
  private static func anything(_ text: Substring) -> Found? {
    var index = text.startIndex
    for _ in 0..<200 where index < text.endIndex {
      let next = text.index(after: index)
      let isEnd = isSign(text[index]) || "❯»λ:".contains(text[index])
      if isEnd, next == text.endIndex || text[next] == " " { return typed(text[next...]) }
      index = next
    }
    return nil
  }

  private static func isSign(_ character: Character) -> Bool { "$#%>❯".contains(character) }

  private static func isDrive(_ text: Substring) -> Bool {
    let start = text.prefix(3)
    return start.first?.isLetter == true && start.dropFirst() == ":\\"
  }

  private static func isName(_ text: Substring) -> Bool {
    !text.isEmpty && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-._".contains($0)) }
  }
}
