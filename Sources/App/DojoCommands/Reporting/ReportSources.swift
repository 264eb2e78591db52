import Basics
import Reports

/// The files that reports are read from.
struct ReportSources {
  let console: Console

  /// Reads all files and joins them; a torn end of a `results.jsonl` is told, and no error.
  func read(_ paths: [String]) throws -> ClassReport {
    let files = try paths.map(read)
    for file in files where file.isTorn {
      console.warn(
        Phrase(
          en: "\(file.name): the last line is torn off, so that result is not in the report",
          ja: "\(file.name): 最後の行が途中で切れているため、その結果は含まれません"))
    }
    guard files.count > 1 else { return files[0].report }
    return try ClassReport.merging(files)
  }

  private func read(_ path: String) throws -> ReportFile {
    try ReportFile(parsing: FileBytes.read(path), name: path)
  }
}
