/// What stands on a terminal after some output: as much of a terminal as docker's progress needs.
struct Screen {
  private(set) var lines: [[Character]] = [[]]
  private var row = 0
  private var column = 0

  init(_ output: String) {
    var rest = output.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      switch scalar {
      case "\u{1B}": escape(&rest)
      case "\r": column = 0
      case "\n": newLine()
      default: put(Character(scalar))
      }
    }
  }

  /// The lines as text, without trailing white space and without empty lines at the end.
  var text: [String] {
    var texts = lines.map { line in
      String(line.reversed().drop { $0 == " " }.reversed())
    }
    while texts.last == "" { texts.removeLast() }
    return texts
  }

  private mutating func newLine() {
    row += 1
    column = 0
    while lines.count <= row { lines.append([]) }
  }

  private mutating func put(_ character: Character) {
    while lines[row].count <= column { lines[row].append(" ") }
    lines[row][column] = character
    column += 1
  }

  private mutating func escape(_ rest: inout Substring.UnicodeScalarView) {
    guard rest.popFirst() == "[" else { return }
    var digits = ""
    while let scalar = rest.popFirst() {
      if ("0"..."9").contains(scalar) {
        digits.unicodeScalars.append(scalar)
        continue
      }
      let count = Int(digits) ?? 1
      switch scalar {
      case "A": row = max(0, row - count)
      case "B":
        row += count
        while lines.count <= row { lines.append([]) }
      case "K": lines[row] = []
      default: break
      }
      return
    }
  }
}
