import Basics
import Markdown

/// A Markdown chapter taken apart into steps, before it is joined with a checks file (DESIGN.md section 3).
package struct Chapter: Sendable, Hashable {
  /// The first heading's text.
  package let title: String?
  package let introduction: [Block]
  /// In the order of the text; empty when it has none.
  package let steps: [ChapterStep]
  package let closing: [Block]
  /// How the steps were told from the rest of the text.
  package let style: StepStyle?

  /// What makes the chapter say something else than its author meant.
  package let problems: [LessonProblem]

  /// Takes apart one chapter that may be spread over several files, whose numbers go on from one to the next.
  package init(reading sources: [LessonSource]) {
    let lines = sources.map { (path: $0.path, lines: SourceLines(document: $0.text)) }
    let texts = ChapterSources(Dictionary(lines.map { ($0.path, $0.lines) }) { first, _ in first })
    let pieces = lines.flatMap { path, lines in
      MarkdownDocument(lines).blocks.map { Piece(file: path, block: $0) }
    }
    problems = pieces.flatMap { UnclosedDetails.problems(in: [$0.block], file: $0.file) }
    let (body, key) = SolutionKey.extract(from: CircledDigits.cutParagraphs(pieces))
    let parts = StepParts(splitting: body)
    let heading = parts.before.firstIndex { $0.block.headingText != nil }
    title = heading.flatMap { parts.before[$0].block.headingText }
    introduction = parts.before.indices.filter { $0 != heading }.map { parts.before[$0].block }
    steps = parts.steps.map { ChapterStep($0, keyed: key[$0.number], sources: texts) }
    closing = parts.after.map(\.block)
    style = parts.style
  }
}

/// A top-level block and the file it stands in.
struct Piece: Hashable {
  let file: String
  let block: Block
}

extension Block {
  /// A heading's text without markup.
  var headingText: String? {
    if case .heading(_, let inlines) = kind { inlines.plainText.trimmed } else { nil }
  }
}
