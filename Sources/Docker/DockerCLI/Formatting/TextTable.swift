/// Columns of text, laid out as Go's tabwriter does with docker's settings.
///
/// A column is as wide as its widest cell plus three, and at least ten; the last one is not padded. Width counts
/// characters.
struct TextTable {
  private static let minimumWidth = 10
  private static let padding = 3

  /// The table as text; cells of a line are separated by tabs, and every line ends with a line break.
  static func layOut(_ lines: [String], minimumWidth: Int = minimumWidth, padding: Int = padding) -> String {
    let rows = lines.map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) }
    var widths = rows.map { Array(repeating: 0, count: $0.count) }
    widthBlocks(
      rows, column: 0, range: 0..<rows.count, widths: &widths, minimum: minimumWidth, padding: padding)
    return zip(rows, widths).map { row, widths in
      row.indices.map { index in
        let cell = row[index]
        guard index < row.count - 1 else { return cell }
        return cell + String(repeating: " ", count: max(0, widths[index] - length(cell)))
      }.joined() + "\n"
    }.joined()
  }

  private static func length(_ cell: String) -> Int { cell.unicodeScalars.count }

  /// A column is a run of consecutive lines that have a cell there which a tab ends.
  private static func widthBlocks(
    _ rows: [[String]], column: Int, range: Range<Int>, widths: inout [[Int]], minimum: Int, padding: Int
  ) {
    var line = range.lowerBound
    while line < range.upperBound {
      guard column < rows[line].count - 1 else {
        line += 1
        continue
      }
      let end = (line..<range.upperBound).first { column >= rows[$0].count - 1 } ?? range.upperBound
      let widest = (line..<end).map { length(rows[$0][column]) }.max() ?? 0
      let isEmpty = widest == 0 && minimum == 0
      for index in line..<end { widths[index][column] = isEmpty ? 0 : max(minimum, widest + padding) }
      widthBlocks(
        rows, column: column + 1, range: line..<end, widths: &widths, minimum: minimum, padding: padding)
      line = end
    }
  }
}
