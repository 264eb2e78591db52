import Basics
import Markdown

/// Finds `<details>` that are never closed: they hide the steps after them.
enum UnclosedDetails {
  static func problems(in pieces: [Piece]) -> [LessonProblem] {
    var found: [LessonProblem] = []
    for piece in pieces { find(in: piece.block, file: piece.file, &found) }
    return found
  }

  private static func find(in block: Block, file: String, _ found: inout [LessonProblem]) {
    switch block.kind {
    case .details(let details):
      if !details.isClosed {
        found.append(
          problem(at: SourcePlace(file: file, line: block.lines.lowerBound, column: block.column)))
      }
      for inner in details.blocks { find(in: inner, file: file, &found) }
    case .list(let list):
      for item in list.items {
        for inner in item.blocks { find(in: inner, file: file, &found) }
      }
    case .quote(let blocks):
      for inner in blocks { find(in: inner, file: file, &found) }
    default: break
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
