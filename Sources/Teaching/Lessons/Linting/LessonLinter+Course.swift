import Basics

extension LessonLinter {
  /// Where the lesson stands among those of its folder.
  func courseFindings(_ checks: ChecksFile) -> [LintFinding] {
    guard !checks.after.isEmpty else { return [] }
    let others = neighbours
    return checks.after.compactMap { earlier in
      guard others[earlier.id] != nil else { return unknown(earlier, among: others.keys.map(\.text)) }
      let way = path(from: earlier.id, to: checks.id, in: others)
      return way.map { circular(earlier, way: [checks.id] + $0) }
    }
  }

  /// What each lesson of the folder names in `after:`, by its id.
  private var neighbours: [Lesson.ID: [Lesson.ID]] {
    let names = LessonCatalog(folder: folder, files: files).names
    let pairs = names.map { name in
      let path = "\(folder)/\(name).yaml"
      let text = try? files.text(path)
      let file = text.flatMap { $0 }.flatMap { try? ChecksFile(yaml: $0, path: path) }
      return (file?.id ?? Lesson.ID(name), file?.after.map(\.id) ?? [])
    }
    return Dictionary(pairs) { first, _ in first }
  }

  /// The way from a lesson back to another by what comes before; `nil` when there is none.
  private func path(
    from start: Lesson.ID, to goal: Lesson.ID, in graph: [Lesson.ID: [Lesson.ID]]
  ) -> [Lesson.ID]? {
    var seen: Set<Lesson.ID> = [start]
    var ways = [[start]]
    while let way = ways.popLast() {
      guard let last = way.last, last != goal else { return way }
      for next in graph[last] ?? [] where seen.insert(next).inserted { ways.append(way + [next]) }
    }
    return nil
  }

  private func unknown(_ earlier: ChecksFile.Earlier, among known: [String]) -> LintFinding {
    LintFinding(
      .prerequisiteUnknown, at: earlier.place,
      Phrase(
        en: "There is no lesson `\(earlier.id)` beside this one.",
        ja: "このレッスンと同じ場所に、レッスン `\(earlier.id)` がありません。"),
      instead: Suggestion.sentence(for: earlier.id.text, among: known.filter { $0 != name }.sorted()))
  }

  private func circular(_ earlier: ChecksFile.Earlier, way: [Lesson.ID]) -> LintFinding {
    let chain = way.map { "`\($0)`" }
    return LintFinding(
      .prerequisiteCircular, at: earlier.place,
      Phrase(
        en: "This goes round in a circle: \(chain.joined(separator: " after ")).",
        ja: "順序が一周しています: \(chain.joined(separator: " ← "))"),
      instead: Phrase(en: "Remove one of them.", ja: "どれか 1 つを取り除いてください。"))
  }
}
