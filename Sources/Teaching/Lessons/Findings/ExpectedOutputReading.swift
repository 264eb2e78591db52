import Markdown

/// Finds what a step's text says will be printed.
struct ExpectedOutputReading {
  private let sources: ChapterSources
  private(set) var found: [ExpectedOutput] = []
  /// Whether the code block before held commands, and whether the words since announce output.
  private var (isBelowCommands, isAnnounced) = (false, false)

  init(_ pieces: [Piece], sources: ChapterSources) {
    self.sources = sources
    for piece in pieces { read(piece.block, piece.file) }
  }

  private mutating func read(_ block: Block, _ file: String) {
    switch block.kind {
    case .code(let code): read(code, block, file)
    case .list(let list):
      for item in list.items {
        for inner in item.blocks { read(inner, file) }
      }
    case .paragraph(let inlines): read(inlines, block, file)
    case .quote(let blocks): for inner in blocks { read(inner, file) }
    case .details(let details) where HelpWords.promiseOutput(details.summary):
      isAnnounced = true
      for inner in details.blocks { read(inner, file) }
    case .heading:
      isBelowCommands = false
      isAnnounced = HelpWords.promiseOutput(block.words)
    default: break
    }
  }

  private mutating func read(_ code: CodeBlock, _ block: Block, _ file: String) {
    let kind = code.shellKind
    let transcript = sources.transcripts.of(code, as: isAnnounced && kind == .unknown ? .other : kind)
    guard transcript.typed.isEmpty else {
      readPrinted(transcript, code, block, file)
      (isBelowCommands, isAnnounced) = (true, false)
      return
    }
    let isPlain = kind != .other || ["output", "log", "console-output"].contains(code.language)
    if isAnnounced || isBelowCommands && isPlain, !transcript.opening.isEmpty {
      let rows = transcript.opening.map(\.text)
      add(rows, row: 0, .fence, code, block, file)
    }
    (isBelowCommands, isAnnounced) = (false, false)
  }

  /// What stands below the commands of one fence.
  private mutating func readPrinted(
    _ transcript: ShellTranscript, _ code: CodeBlock, _ block: Block, _ file: String
  ) {
    for typed in transcript.typed {
      guard let start = typed.printed.first else { continue }
      if let sign = typed.printed.firstIndex(where: {
        $0.isComment && PrintedText.announces(comment: $0.text[...])
      }) {
        let lines = typed.printed[(sign + 1)...].map { line in
          line.isComment ? String(line.text.drop { $0 == " " || $0 == "\t" || $0 == "#" }) : line.text
        }
        if !lines.isEmpty { add(lines, row: typed.printed[sign].row + 1, .comment, code, block, file) }
        continue
      }
      let lines = typed.printed.filter { !$0.isComment }.map(\.text)
      if lines.contains(where: { !$0.allSatisfy(\.isWhitespace) }) {
        add(lines, row: start.row, .belowCommand, code, block, file)
      }
    }
  }

  private mutating func add(
    _ lines: [String], row: Int, _ carrier: ExpectedOutput.Carrier, _ code: CodeBlock, _ block: Block,
    _ file: String
  ) {
    let rows = CodeLines.of(code.text)
    let line = rows.indices.contains(row) ? rows[row] : ""
    let place = sources.place(inRow: row, line, width: 0, of: block, file: file)
    found.append(ExpectedOutput(lines: lines, place: place, carrier: carrier))
  }

  /// Code spans in a sentence that says what will be seen.
  private mutating func read(_ inlines: [Inline], _ block: Block, _ file: String) {
    isAnnounced = OutputWords.announce(block.words)
    guard isAnnounced else { return }
    var sentence = Sentence()
    var codes: [String] = []
    func finish() {
      if OutputWords.announce(sentence.text) {
        codes += sentence.codes
      }
      sentence = Sentence()
    }
    for inline in inlines {
      guard case .text(let text) = inline else {
        // A command in such a sentence is what prints the rest.
        if case .code(let code) = inline, !isCommand(code) { sentence.codes.append(code) }
        sentence.text += inline.plainText
        continue
      }
      var rest = text[...]
      while let end = SentenceEnd.first(in: rest) {
        sentence.text += rest[..<end]
        rest = rest[end...]
        if sentence.text.utf8.last != UInt8(ascii: ".") || !sentence.endsInNumber { finish() }
      }
      sentence.text += rest
    }
    finish()
    guard !codes.isEmpty else { return }
    let place =
      sources.places(of: codes[0], in: block.lines, file: file).first
      ?? SourcePlace(file: file, line: block.lines.lowerBound, column: block.column)
    found.append(ExpectedOutput(lines: codes, place: place, carrier: .sentence))
  }

  private func isCommand(_ code: String) -> Bool {
    code.utf8.contains(0x20) && KnownCommands.looksTyped(code[...])
  }

  /// One sentence while it is read.
  private struct Sentence {
    var text = ""
    var codes: [String] = []

    /// A point between digits ends no sentence.
    var endsInNumber: Bool { text.dropLast().last?.isNumber == true }
  }
}

/// The marks that end a sentence: a full stop, an exclamation mark or a question mark of either width.
private enum SentenceEnd {
  /// The place behind the first of them.
  static func first(in text: Substring) -> Substring.Index? {
    let bytes = text.utf8
    var (before, last): (UInt8, UInt8) = (0, 0)
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let byte = bytes[index]
      bytes.formIndex(after: &index)
      switch (before, last, byte) {
      case (_, _, UInt8(ascii: ".")), (_, _, UInt8(ascii: "!")), (_, _, UInt8(ascii: "?")),
        (0xE3, 0x80, 0x82),
        (0xEF, 0xBC, 0x81), (0xEF, 0xBC, 0x9F):
        return index
      default: (before, last) = (last, byte)
      }
    }
    return nil
  }
}

/// The words with which authors say that something will be seen.
enum OutputWords {
  private static let words = PhraseFinder([
    "should see", "will see", "you'll see", "you see", "should be displayed", "is displayed", "should print",
    "prints",
    "printed", "should return", "returns", "should show", "shows", "should output", "outputs", "appears",
    "should respond",
    "should contain", "output:", "output is", "looks like this", "similar to this",
    "similar to the following", "like this:",
    "expected output", "the result", "表示される", "表示されます", "表示されれば", "表示されて", "はずです", "出力され", "ことを確認", "実行結果",
    "出力例", "表示例", "成功例", "返ってき", "返ります", "結果は", "次のようにな", "以下のようにな", "可以看到", "应该看到", "会看到", "会显示", "输出",
    "结果", "devriez voir", "s'affiche", "doit afficher", "le résultat", "sollten sehen", "solltest", "sollte",
    "angezeigt",
    "erscheint", "deberías ver", "debería ver", "verás", "se muestra", "salida", "você deve ver",
    "deverá ver", "saída",
    "표시됩니다", "볼 수 있습니다", "출력됩니다", "결과",
  ])

  static func announce(_ text: String) -> Bool {
    words.isIn(text)
  }
}
