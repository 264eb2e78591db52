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
    return outline.pieces[..<index].last.flatMap(\.block.headingText).map(isListing) == true
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

  private static let explaining = [
    "what happen", "happens when", "happened", "behind the scenes", "does the following", "did the following",
    "do the following things", "took the following steps", "this is what", "how it works", "works like this",
    "works as follows", "the reasons", "advantages", "benefits", "drawbacks", "there are two",
    "there are three",
    "there are several", "consists of", "made of", "components", "concepts", "you will learn", "you'll learn",
    "in this lab", "in this tutorial", "we will cover", "何が起き", "行われること", "処理の流れ", "動作の流れ", "裏側", "内部で",
    "仕組み", "しくみ", "理由", "利点", "メリット", "特徴", "次の順に処理", "以下の順に処理", "種類があ", "方法があ", "学ぶこと", "学べること",
    "ce qui se passe", "was passiert", "lo que ocurre", "lo que sucede", "发生了什么", "工作原理", "무슨 일이",
  ]

  /// Whether words announce an explanation, not something to do.
  private static func explains(_ text: String) -> Bool {
    let text = text.lowercased()
    return explaining.contains(where: text.contains)
  }

  private static let listings = [
    "contents", "table of contents", "toc", "agenda", "objectives", "learning objectives", "goals",
    "prerequisites",
    "requirements", "references", "further reading", "links", "resources", "目次", "もくじ", "目標", "学習目標", "前提",
    "前提条件", "参考",
    "参考文献", "参考リンク", "sommaire", "prérequis", "objectifs", "inhalt", "inhaltsverzeichnis", "voraussetzungen",
    "ziele",
    "índice", "contenido", "requisitos", "objetivos", "目录", "先决条件", "参考资料", "목차", "사전 준비", "conteúdo",
    "pré-requisitos",
  ]

  /// Whether a heading stands above things that are listed, not done.
  private static func isListing(_ heading: String) -> Bool {
    let words = heading.lowercased().drop { !$0.isLetter }
    return listings.contains(words.trimmed)
  }
}
