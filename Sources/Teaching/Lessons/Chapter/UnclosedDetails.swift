import Basics
import Markdown

/// Finds `<details>` that are never closed: they hide the steps after them.
enum UnclosedDetails {
  static func problems(in blocks: [Block], file: String) -> [LessonProblem] {
    blocks.flatMap { block -> [LessonProblem] in
      switch block.kind {
      case .details(let details):
        let own =
          details.isClosed
          ? [] : [problem(at: SourcePlace(file: file, line: block.lines.lowerBound, column: block.column))]
        return own + problems(in: details.blocks, file: file)
      case .list(let list): return list.items.flatMap { problems(in: $0.blocks, file: file) }
      case .quote(let blocks): return problems(in: blocks, file: file)
      default: return []
      }
    }
  }

  private static func problem(at place: SourcePlace) -> LessonProblem {
    LessonProblem(
      at: place,
      found: Phrase(en: "This `<details>` is never closed.", ja: "この `<details>` が閉じられていません。"),
      instead: Phrase(
        en: "Write `</details>` where it ends, indented as far as its start.",
        ja: "終わりに、始まりと同じ字下げで `</details>` を書いてください。"))
  }
}
