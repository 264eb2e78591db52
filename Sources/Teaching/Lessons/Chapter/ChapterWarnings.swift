import Basics
import Markdown

/// Finds what works here but not everywhere: the chapter says what was meant in another way than it should.
enum ChapterWarnings {
  static func warnings(in pieces: [Piece]) -> [LessonProblem] {
    var found: [LessonProblem] = []
    for piece in pieces {
      piece.block.forEachCode { block, code in find(in: code, block, piece.file, &found) }
    }
    return found
  }

  private static func find(
    in code: CodeBlock, _ block: Block, _ file: String, _ found: inout [LessonProblem]
  ) {
    let place = SourcePlace(file: file, line: block.lines.lowerBound, column: block.column)
    if !code.isClosed {
      found.append(
        LessonProblem(
          at: place, found: Phrase(en: "This fence is never closed.", ja: "このコードブロックが閉じられていません。"),
          instead: Phrase(
            en: "Write the closing fence on a line of its own below the code.",
            ja: "コードの下に、閉じる記号だけの行を書いてください。")))
    }
    guard code.text.utf8.contains(UInt8(ascii: "\\")), code.shellKind != .other else { return }
    for (row, line) in CodeLines.of(code.text).enumerated() {
      guard line.last?.isWhitespace == true, line.trimmed.hasSuffix("\\") else { continue }
      found.append(
        LessonProblem(
          at: SourcePlace(
            file: file, line: block.lines.lowerBound + code.linesAbove + row, column: block.column),
          found: Phrase(
            en: "A blank after the `\\` at the end of this line breaks the command when it is pasted.",
            ja: "行末の `\\` の後ろに空白があるため、貼り付けるとコマンドが途中で切れます。"),
          instead: Phrase(en: "Remove the blank.", ja: "空白を取り除いてください。")))
    }
  }
}
