import Markdown

/// Numbered lists that are no steps: contents, explanations, what is needed before.
enum NotSteps {
  /// Whether the words above a list say that nothing in it is done, and nothing in it says otherwise.
  ///
  /// What holds commands, hints or solutions is done by the learner whatever the words above it say.
  static func isAnnounced(above index: Int, in outline: ChapterOutline) -> Bool {
    let facts = outline.facts[index]
    guard facts.commands == 0, !facts.hasHelp else { return false }
    if let above = outline.textAbove(index), explains(above) { return true }
    if case .list(let list) = outline.pieces[index].block.kind, tells(list) { return true }
    return outline.pieces[..<index].last.flatMap(\.block.headingText).map(isListing) == true
  }

  /// Whether a heading or a line right above a list says that it lists what is needed, learnt or linked to.
  static func isListed(above index: Int, in outline: ChapterOutline) -> Bool {
    let facts = outline.facts[index]
    guard index > 0, facts.commands == 0, !facts.hasHelp else { return false }
    let block = outline.pieces[index - 1].block
    switch block.kind {
    case .heading, .paragraph: return isListing(block.words)
    default: return false
    }
  }

  /// Whether every item starts with a link, to this page or alone.
  static func isTableOfContents(_ list: List) -> Bool {
    list.items.allSatisfy { item in
      guard let first = item.blocks.first, case .paragraph(let inlines) = first.kind,
        case .link(_, let destination)? = inlines.first
      else { return false }
      guard inlines.count == 1 || destination.hasPrefix("#") else { return false }
      return item.blocks.dropFirst().allSatisfy {
        if case .list(let inner) = $0.kind { isTableOfContents(inner) } else { false }
      }
    }
  }

  private static let subjects: Set<String> = [
    "it", "the", "this", "that", "a", "an", "they", "what", "which", "because", "everything", "there", "each",
    "every",
    "docker", "dockerd", "containerd", "its",
  ]

  /// Whether most items say what something is or does, and none names code: whoever gives a task starts with a verb.
  private static func tells(_ list: List) -> Bool {
    var count = 0
    for item in list.items {
      guard let block = item.blocks.first, case .paragraph(let inlines) = block.kind else { continue }
      if inlines.contains(where: { if case .code = $0 { true } else { false } }) { return false }
      if tells(block.words) { count += 1 }
    }
    return count >= 2 && count * 3 >= list.items.count * 2
  }

  private static func tells(_ text: String) -> Bool {
    let words = text.split(maxSplits: 3, whereSeparator: \.isWhitespace)
    if words.count > 2, subjects.contains(words[0].lowercased()) { return true }
    let end = text.trimmed.last == "。" ? text.trimmed.dropLast() : text.trimmed[...]
    if end.endsWithBytes(of: "ました") { return true }
    return ["Docker", "デーモン", "クライアント", "エンジン", "レジストリ", "ホスト", "コンテナ"].contains { subject in
      text.startsWithBytes(of: subject)
        && ["が", "は"].contains { text.dropFirst(subject.count).hasPrefix($0) }
        && !end.hasSuffix("ください")
    }
  }

  private static let explaining = PhraseFinder([
    "what happen", "happens when", "happened", "behind the scenes", "does the following", "did the following",
    "do the following things", "took the following steps", "this is what", "how it works", "works like this",
    "works as follows", "the reasons", "advantages", "benefits", "drawbacks", "there are two",
    "there are three",
    "there are several", "did two things", "did three things", "did several things", "does two things",
    "does three things", "reads it like", "consists of", "made of", "components", "concepts",
    "you will learn", "you'll learn",
    "in this lab", "in this tutorial", "we will cover", "何が起き", "行われること", "処理の流れ", "動作の流れ", "裏側", "内部で",
    "仕組み", "しくみ", "理由", "利点", "メリット", "特徴", "次の順に処理", "以下の順に処理", "種類があ", "方法があ", "学ぶこと", "学べること",
    "ce qui se passe", "was passiert", "lo que ocurre", "lo que sucede", "发生了什么", "工作原理", "무슨 일이",
  ])

  /// Whether words announce an explanation, not something to do.
  private static func explains(_ text: String) -> Bool {
    explaining.isIn(text)
  }

  private static let listings = [
    "contents", "table of contents", "toc", "agenda", "objectives", "learning objectives", "goals",
    "prerequisites",
    "requirements", "what you need", "what you will need", "before you begin", "before you start",
    "references", "further reading", "links", "resources", "目次", "もくじ", "目標", "学習目標", "前提",
    "前提条件", "必要なもの", "準備するもの", "参考",
    "参考文献", "参考リンク", "sommaire", "prérequis", "objectifs", "inhalt", "inhaltsverzeichnis", "voraussetzungen",
    "ziele",
    "índice", "contenido", "requisitos", "objetivos", "目录", "先决条件", "参考资料", "목차", "사전 준비", "conteúdo",
    "pré-requisitos",
  ]

  /// Whether a heading stands above things that are listed, not done.
  private static func isListing(_ heading: String) -> Bool {
    guard heading.utf8.count < 80 else { return false }
    let words = heading.lowercased().drop { !$0.isLetter }.trimmed
    return listings.contains(words.last.map { ":：".contains($0) } == true ? words.dropLast().trimmed : words)
  }
}
