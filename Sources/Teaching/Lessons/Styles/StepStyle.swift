import Basics

/// The ways in which authors mark steps.
package enum StepStyle: String, Sendable, Hashable, CaseIterable {
  /// Items of ordered lists, `1.` or `1)`, whose numbers go on through the chapter.
  case numberedItems = "numbered-list"
  /// Ordered lists that start again under each heading.
  case restartingItems = "numbered-list-per-section"
  /// Headings with a number: `## 3. …`, `## Step 3: …`, `## 手順3`, `### 3-1.`.
  case numberedHeadings = "numbered-headings"
  /// Paragraphs that start with ①, ②, ….
  case circledDigits = "circled-digits"
  /// Paragraphs that start with `(1)`, `１．`, `Step 1:`.
  case numberedParagraphs = "numbered-paragraphs"
  /// Items of a task list: `- [ ] …`.
  case checkboxes
  /// Bullets that hold commands.
  case bullets
  /// Paragraphs that start with 📋 or `::: task`.
  case taskLines = "task-lines"
  /// Headings without a number, each with a solution below it.
  case sections
  /// One file for each step.
  case files
  /// No mark at all: each fence with commands is a step.
  case fences

  /// What it is called in a sentence.
  package var name: Phrase {
    switch self {
    case .numberedItems: Phrase(en: "a numbered list that goes on", ja: "通し番号のリスト")
    case .restartingItems: Phrase(en: "a numbered list under each heading", ja: "見出しごとの番号付きリスト")
    case .numberedHeadings: Phrase(en: "numbered headings", ja: "番号付きの見出し")
    case .circledDigits: Phrase(en: "circled digits", ja: "丸数字")
    case .numberedParagraphs: Phrase(en: "numbered paragraphs", ja: "番号で始まる段落")
    case .checkboxes: Phrase(en: "checkboxes", ja: "チェックボックス")
    case .bullets: Phrase(en: "bullets that hold commands", ja: "コマンドを含む箇条書き")
    case .taskLines: Phrase(en: "task lines", ja: "課題の印が付いた行")
    case .sections: Phrase(en: "sections with a solution each", ja: "解答の付いた節")
    case .files: Phrase(en: "one file for each step", ja: "手順ごとのファイル")
    case .fences: Phrase(en: "each fence of commands", ja: "コマンドのコードブロックごと")
    }
  }
}

/// A place in the sequence of top-level blocks where a step starts.
struct StepMark: Hashable {
  /// The block, and inside a list the item.
  let piece: Int
  var item: Int?
  /// The number as printed; counted where the author always wrote the same, or none.
  var number: Int
  /// What is printed: `3`, `3-1`, `③`; empty where nothing is.
  var label = ""
}
