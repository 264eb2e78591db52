import Markdown

/// Tells a task from a remark by the words with which people give tasks.
enum TaskWords {
  private static let verbs: Set<String> = [
    "run", "create", "start", "open", "type", "enter", "check", "verify", "pull", "push", "build", "list",
    "stop",
    "remove", "delete", "install", "log", "login", "go", "click", "add", "edit", "copy", "change", "use",
    "try", "connect",
    "execute", "download", "save", "view", "navigate", "write", "tag", "wait", "repeat", "find", "set",
    "make", "select",
    "choose", "press", "inspect", "look", "show", "display", "confirm", "clean", "clone", "test", "let's",
    "now", "next",
    "first", "then", "finally", "launch", "visit", "give", "send", "load", "ask", "restart", "mount", "move",
    "attach",
    "in", "on", "from", "using", "publish", "expose", "switch", "answer", "compare", "watch", "read", "see",
    "führe", "führen", "starte", "starten", "erstelle", "erstellen", "öffne", "öffnen", "prüfe", "prüfen",
    "lösche",
    "löschen", "baue", "ejecuta", "crea", "inicia", "abre", "comprueba", "elimina", "execute", "crie",
    "inicie", "abra",
  ]
  private static let endings = [
    "ください", "下さい", "ましょう", "なさい", "してみる", "します", "する", "せよ", "こと", "하세요", "합니다", "하십시오",
  ]
  private static let chineseStarts = [
    "运行", "创建", "启动", "查看", "执行", "使用", "拉取", "推送", "删除", "打开", "在", "用", "停止", "构建",
  ]

  /// Whether a block is worded as something to do, or names code.
  static func isTask(_ block: Block) -> Bool {
    switch block.kind {
    case .paragraph(let inlines), .heading(_, let inlines): isTask(inlines, saying: block.words)
    case .code: true
    default: false
    }
  }

  private static func isTask(_ inlines: [Inline], saying words: String) -> Bool {
    if inlines.contains(where: \.holdsCode) { return true }
    let text = words.trimmed
    let words = StepLabel(text).map(\.rest) ?? text
    // No verb of the list starts with a letter of three bytes.
    if let first = words.utf8.first, (0x41..<0xE0).contains(first) {
      let first = words.prefix { !$0.isWhitespace && $0 != "," && $0 != ":" }.lowercased()
      if verbs.contains(first) || first.hasSuffix("ez") && first.count > 3 { return true }
    }
    // What the endings and the Chinese words are written in has three bytes for each letter.
    guard let first = words.utf8.first, let last = words.trimmedEnd.utf8.last, last >= 0x80 || first >= 0xE4
    else { return false }
    let end = words.trimmedEnd
    return endings.contains { end.endsWithBytes(of: $0) }
      || chineseStarts.contains { words.startsWithBytes(of: $0) }
  }
}

extension Inline {
  /// Whether it is a code span, or has one in it.
  fileprivate var holdsCode: Bool {
    switch self {
    case .code: true
    case .emphasis(let inner), .strong(let inner), .strikethrough(let inner):
      inner.contains(where: \.holdsCode)
    case .link(let inner, _): inner.contains(where: \.holdsCode)
    default: false
    }
  }
}

extension String {
  /// The text without the marks and blanks at its end.
  fileprivate var trimmedEnd: Substring {
    // Most sentences end in a letter and at most one mark.
    if let last = utf8.last, last < 0x80, last > 0x20, !".:!".utf8.contains(last) { return self[...] }
    guard let last = lastIndex(where: { !$0.isWhitespace && !Self.marks.contains($0) }) else { return "" }
    return self[...last]
  }

  private static let marks: Signs = "。.：:!！"
}
