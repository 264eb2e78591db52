/// What a terminal shows of the characters that a program sends it, as lines without a window's height.
///
/// It follows what shells and their line editors use: carriage returns, backspaces, cursor movement, erasing, inserting
/// and deleting, wrapping at the right edge; colours, titles and full-screen programs leave no trace. ECMA-48, and
/// "XTerm Control Sequences".
struct TerminalScreen {
  private struct Row {
    var cells: [Cell] = []
    /// Whether the row goes on where the one before reached the right edge.
    var isWrapped = false
    var source: Int
    var isPrompt = false
  }

  private struct Cell {
    var scalar: Unicode.Scalar
    var mark: Unicode.Scalar?

    static let blank = Cell(scalar: " ")
    /// The right half of a wide character.
    static let filler = Cell(scalar: "\0")
  }

  private let width: Int
  private let height: Int
  private let limit: Int
  private var rows: [Row]
  private var row = 0
  private var column = 0
  private var saved = (row: 0, column: 0)
  private var isAlternate = false
  private var source = 1
  private var escape = EscapeReader()
  private var finished: [ScreenLine] = []

  /// A terminal of this size, which keeps at most `limit` lines; what makes no sense as a size is made to.
  init(width: Int, height: Int = 24, limit: Int = 100_000) {
    self.width = min(max(width, 10), 500)
    self.height = min(max(height, 2), 100)
    self.limit = limit
    rows = [Row(source: 1)]
  }

  /// Takes in text that stands on line `source` of its file.
  mutating func feed(_ text: some StringProtocol, source: Int) {
    self.source = source
    for scalar in text.unicodeScalars { feed(scalar) }
  }

  /// Takes in one character.
  mutating func feed(_ scalar: Unicode.Scalar) {
    switch escape.read(scalar) {
    case .nothing: break
    case .control(let control) where !isAlternate: obey(control)
    case .control: break
    case .character where isAlternate: break
    case .character(let character): put(character)
    case .sequence(let sequence): obey(sequence)
    }
  }

  /// The line of the file on which what comes next stands.
  mutating func advance(toSource source: Int) { self.source = source }

  /// All lines, once everything was taken in; those that are wrapped are whole again.
  consuming func lines() throws(SubmissionProblem) -> [ScreenLine] {
    retire(rows.count)
    guard finished.count <= limit else { throw .tooManyLines(limit: limit) }
    for index in finished.indices { finished[index].text.trimEnd() }
    return finished
  }
}

/// A line that stood on a terminal.
struct ScreenLine: Equatable {
  var text: String
  /// The line of the file that began it, counted from 1.
  var source: Int
  /// Whether a shell's line editor said that it begins to read here.
  var isPrompt = false
}

extension TerminalScreen {
  private mutating func put(_ scalar: Unicode.Scalar) {
    let cells = CharacterWidth.of(scalar)
    guard cells > 0 else {
      let last = min(column, rows[row].cells.count) - 1
      if last >= 0 { rows[row].cells[last].mark = scalar }
      return
    }
    if column + cells > width {
      moveDown(isWrapping: true)
      column = 0
    }
    set(Cell(scalar: scalar), at: column)
    if cells == 2 { set(.filler, at: column + 1) }
    column += cells
  }

  private mutating func set(_ cell: Cell, at column: Int) {
    pad(to: column)
    if rows[row].cells.isEmpty { rows[row].source = source }
    if column < rows[row].cells.count { rows[row].cells[column] = cell } else { rows[row].cells.append(cell) }
  }

  private mutating func pad(to column: Int) {
    let missing = column - rows[row].cells.count
    if missing > 0 { rows[row].cells += Array(repeating: .blank, count: missing) }
  }

  private mutating func obey(_ control: EscapeReader.Control) {
    switch control {
    case .carriageReturn: column = 0
    case .backspace: column = max(0, min(column, width) - 1)
    case .tab: column = min(width - 1, (column / 8 + 1) * 8)
    case .lineFeed: moveDown(isWrapping: false)
    case .nextLine:
      moveDown(isWrapping: false)
      column = 0
    case .reverseLineFeed: row = max(0, row - 1)
    case .save: saved = (row, column)
    case .restore: (row, column) = (min(saved.row, rows.count - 1), saved.column)
    }
  }

  private mutating func moveDown(isWrapping: Bool) {
    row += 1
    if row == rows.count { rows.append(Row(source: source)) }
    if isWrapping { rows[row].isWrapped = true }
    // A window cannot reach back to what has left it.
    if rows.count > height * 2 { retire(rows.count - height) }
  }

  /// Hands out the first rows; nothing can change them any more.
  private mutating func retire(_ count: Int) {
    for row in rows.prefix(count) {
      let text = Self.text(of: row.cells)
      if row.isWrapped, let last = finished.indices.last {
        finished[last].text += text
      } else if finished.count <= limit {
        finished.append(ScreenLine(text: text, source: row.source, isPrompt: row.isPrompt))
      }
    }
    rows.removeFirst(count)
    row = max(0, row - count)
    saved.row = max(0, saved.row - count)
    if rows.isEmpty { rows = [Row(source: source)] }
  }

  private static func text(of cells: [Cell]) -> String {
    var text = String.UnicodeScalarView()
    for cell in cells where cell.scalar != "\0" {
      text.append(cell.scalar)
      if let mark = cell.mark { text.append(mark) }
    }
    return String(text)
  }

  private mutating func obey(_ sequence: EscapeReader.Sequence) {
    if let mode = sequence.privateMode {
      switch mode {
      case (47, let isOn), (1047, let isOn), (1049, let isOn): isAlternate = isOn
      case (2004, true) where !isAlternate: rows[row].isPrompt = true
      default: break
      }
      return
    }
    guard !isAlternate else { return }
    let count = min(max(sequence.first ?? 1, 1), 10_000)
    switch sequence.final {
    case "A": row = max(0, row - count)
    case "B": row = min(rows.count - 1, row + count)
    case "C": column = min(width - 1, column + count)
    case "D": column = max(0, min(column, width) - count)
    case "E": (row, column) = (min(rows.count - 1, row + count), 0)
    case "F": (row, column) = (max(0, row - count), 0)
    case "G", "`": column = min(width - 1, count - 1)
    case "H", "f": goTo(row: count, column: sequence.second ?? 1)
    case "d": goTo(row: count, column: column + 1)
    case "J": eraseScreen(sequence.first ?? 0)
    case "K": eraseLine(sequence.first ?? 0)
    case "P": delete(count)
    case "@": insert(count)
    case "X":
      for place in column..<min(column + count, rows[row].cells.count) { rows[row].cells[place] = .blank }
    case "s": saved = (row, column)
    case "u": (row, column) = (min(saved.row, rows.count - 1), saved.column)
    default: break
    }
  }

  private mutating func goTo(row target: Int, column target2: Int) {
    let top = max(0, rows.count - height)
    while rows.count < top + min(target, height) { rows.append(Row(source: source)) }
    row = top + min(target, height) - 1
    column = min(max(target2, 1), width) - 1
  }

  private mutating func eraseScreen(_ part: Int) {
    guard part < 2 else {
      // What was shown before stays in the record: a cleared window is a new page of it.
      retire(rows.count)
      (row, column) = (0, 0)
      return
    }
    eraseLine(part)
    guard part == 0 else { return }
    for below in rows.indices.dropFirst(row + 1) { rows[below].cells = [] }
  }

  private mutating func eraseLine(_ part: Int) {
    switch part {
    case 0: rows[row].cells.removeLast(max(0, rows[row].cells.count - column))
    case 1: for place in 0..<min(column + 1, rows[row].cells.count) { rows[row].cells[place] = .blank }
    default: rows[row].cells = []
    }
  }

  private mutating func delete(_ count: Int) {
    guard column < rows[row].cells.count else { return }
    rows[row].cells.removeSubrange(column..<min(column + count, rows[row].cells.count))
  }

  private mutating func insert(_ count: Int) {
    guard column < rows[row].cells.count else { return }
    rows[row].cells.insert(contentsOf: Array(repeating: .blank, count: min(count, width)), at: column)
    rows[row].cells.removeLast(max(0, rows[row].cells.count - width))
  }
}

extension String {
  fileprivate mutating func trimEnd() {
    while let last = unicodeScalars.last, last == " " { unicodeScalars.removeLast() }
  }
}
