import Basics

/// The file that says which files of a folder are steps, and in which order.
///
/// Killercoda's documentation, "Scenario index.json"; LabEx and Katacoda write the same keys.
struct IndexFile {
  let frame: ChapterFrame
  /// Every Markdown file in the order in which it is read: opening, steps, closing.
  let paths: [String]

  /// Reads the index of a folder with these files in it; nil when it has none, or one that names no steps.
  ///
  /// Throws a `LessonFileError` when the index cannot be read, and a `LessonError` when it is not JSON.
  init?(folder: String, names: [String], files: LessonFiles) throws {
    let path = "\(folder)/index.json"
    guard names.contains("index.json"), let text = try files.text(path) else { return nil }
    let json: JSONValue
    do throws(JSONSyntaxError) { json = try JSONValue(parsing: text) } catch {
      throw LessonError([Self.problem(error, in: text, path: path)])
    }
    let details = json["details"]
    let steps = (details?["steps"]?.array ?? []).compactMap { step in
      step["text"]?.string.map { (path: "\(folder)/\($0)", title: step["title"]?.string) }
    }
    guard !steps.isEmpty else { return nil }
    let named = steps.compactMap { step in step.title.map { (step.path, $0) } }
    frame = ChapterFrame(
      title: json["title"]?.string, steps: steps.map(\.path),
      titles: Dictionary(named) { first, _ in first })
    let ends = ["intro", "finish"].map { key in details?[key]?["text"]?.string.map { "\(folder)/\($0)" } }
    paths = [ends[0]].compactMap(\.self) + steps.map(\.path) + [ends[1]].compactMap(\.self)
  }

  private static func problem(_ error: JSONSyntaxError, in text: String, path: String) -> LessonProblem {
    let before = String(decoding: text.utf8.prefix(error.offset), as: UTF8.self)
    let lines = before.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    let place = SourcePlace(file: path, line: lines.count, column: (lines.last?.count ?? 0) + 1)
    return LessonProblem(
      at: place,
      found: Phrase(en: "This is not JSON: \(error.reason).", ja: "JSON として読めません: \(error.reason)"),
      instead: Phrase(en: "Correct it, or remove the file.", ja: "修正するか、ファイルを取り除いてください。"))
  }
}
