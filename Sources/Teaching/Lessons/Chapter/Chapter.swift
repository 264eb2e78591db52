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
  /// How the steps were told from the rest of the text, and why so.
  package let choice: StyleChoice

  package var style: StepStyle? { choice.style }

  /// What makes the chapter say something else than its author meant; such a chapter is no lesson.
  package let problems: [LessonProblem]
  /// What was understood all the same, and should be written otherwise.
  package let warnings: [LessonProblem]

  /// Takes apart one chapter that may be spread over several files, whose numbers go on from one to the next.
  ///
  /// `style` is how the checks file says that the steps are marked.
  package init(reading sources: [LessonSource], style: StepStyle? = nil) {
    self.init(reading: sources, style: style, frame: nil) { _, _ in nil }
  }

  /// Takes apart a chapter whose solutions may stand in files to which it links.
  ///
  /// `frame` is what an index says about its files, and `linked` reads a file by its address in the chapter and the
  /// path of the file that links to it.
  package init<Failure: Error>(
    reading sources: [LessonSource], style: StepStyle?, frame: ChapterFrame?,
    linked: (_ address: String, _ from: String) throws(Failure) -> LessonSource?
  ) throws(Failure) {
    var lines = sources.map { (path: $0.path, lines: SourceLines(document: $0.text)) }
    let pieces = lines.flatMap { path, lines in Self.pieces(of: lines, path) }
    let transcripts = Transcripts()
    var solutions = LinkedSolutions.none
    for (address, file) in Self.links(in: pieces) {
      guard let source = try linked(address, file) else { continue }
      let text = SourceLines(document: source.text)
      lines.append((source.path, text))
      solutions.add(address, Self.pieces(of: text, source.path), transcripts)
    }
    let texts = ChapterSources(
      Dictionary(lines.map { ($0.path, $0.lines) }) { first, _ in first }, transcripts: transcripts)
    problems = UnclosedDetails.problems(in: pieces)
    warnings = ChapterWarnings.warnings(in: pieces)
    let (body, key) = SolutionKey.extract(from: MarkedParagraphs.cut(pieces), transcripts)
    let outline = ChapterOutline(
      body, keyNumbers: Set(key.keys), stepFiles: frame?.steps, transcripts: transcripts)
    let (reading, choice) = StyleRules(outline).choose(given: frame == nil ? style : .files)
    self.choice = choice
    let parts = StepParts(splitting: body, by: reading)
    let heading = parts.before.firstIndex { $0.block.isHeading }
    title =
      frame?.title ?? heading.flatMap { parts.before[$0].block.headingText } ?? Self.title(lines.first?.lines)
    introduction = parts.before.indices.filter { frame != nil || $0 != heading }.map {
      Annotation.removed(from: parts.before[$0].block)
    }
    let steps = StepReading(
      sources: texts, blanks: BlankReading(sources: texts, pieces: pieces), key: key, linked: solutions,
      titles: frame?.titles ?? [:])
    self.steps = SameSolution.resolved(parts.steps.map(steps.step))
    closing = parts.after.map { Annotation.removed(from: $0.block) }
  }

  private static func pieces(of lines: SourceLines, _ path: String) -> [Piece] {
    MarkdownDocument(lines).blocks.map { Piece(file: path, block: $0) }
  }

  /// The addresses of solution files, each once.
  private static func links(in pieces: [Piece]) -> [(address: String, file: String)] {
    var seen: Set<String> = []
    return pieces.flatMap { piece in
      LinkedSolutions.links(in: piece.block).filter { seen.insert($0).inserted }.map { ($0, piece.file) }
    }
  }

  /// `title:` of the front matter.
  private static func title(_ lines: SourceLines?) -> String? {
    for line in lines?.frontMatter ?? [] {
      guard let sign = line.firstIndex(where: { $0 == ":" || $0 == "=" }), line[..<sign].trimmed == "title"
      else {
        continue
      }
      let words = line[line.index(after: sign)...].trimmed.drop { "\"'".contains($0) }
      let title = String(words.reversed().drop { "\"'".contains($0) }.reversed())
      return title.isEmpty ? nil : title
    }
    return nil
  }
}

/// What an index file says about a chapter of several files: Killercoda's `index.json`.
package struct ChapterFrame: Sendable, Hashable {
  package let title: String?
  /// The paths of the files that are steps, in order.
  package let steps: [String]
  /// The steps' titles by their paths.
  package let titles: [String: String]
}

/// A top-level block and the file it stands in.
struct Piece: Hashable {
  let file: String
  let block: Block
}

extension Block {
  var isHeading: Bool {
    if case .heading = kind { true } else { false }
  }

  /// A heading's text without markup.
  var headingText: String? {
    if case .heading = kind { words.trimmed } else { nil }
  }
}
