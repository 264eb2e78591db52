import DockerAPI

/// How far a layer has come, as a bar and as figures.
struct ProgressBar {
  /// A terminal must be wider than this to get a bar.
  private static let narrow = 110
  private static let cells = 50

  let detail: ProgressDetail
  let width: Int

  /// Empty when there is nothing to tell.
  var text: String {
    let (current, total) = (detail.current ?? 0, detail.total ?? 0)
    guard current > 0 || total > 0 else { return "" }
    guard total > 0 else { return figures(current) }
    let filled = min(Self.cells, Int(Double(current) / Double(total) * 100) / 2)
    let bar =
      "[" + String(repeating: "=", count: max(0, filled)) + ">"
      + String(repeating: " ", count: Self.cells - max(0, filled)) + "] "
    let counts = current > total ? figures(current) : "\(figures(current))/\(Units.size(total, digits: 4))"
    return (width > Self.narrow ? bar : "") + counts
  }

  private func figures(_ bytes: Int) -> String {
    let size = Units.size(bytes, digits: 4)
    return String(repeating: " ", count: max(0, 8 - size.count)) + size
  }
}
