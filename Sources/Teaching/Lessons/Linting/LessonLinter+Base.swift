import Basics
import Markdown

extension LessonLinter {
  /// What has changed since an earlier state that must not change, or not alone.
  var baseFindings: [LintFinding] {
    guard let base else { return [] }
    var findings: [LintFinding] = []
    if let checks, let text = base.text(checks.path),
      let before = try? ChecksFile(yaml: text, path: checks.path)
    {
      findings += goneIDs(before, base.name, now: checks) + stalePhrases(before, base.name, now: checks)
    }
    return findings + staleChapters(since: base)
  }

  private func goneIDs(_ before: ChecksFile, _ name: String, now: ChecksFile) -> [LintFinding] {
    let start = SourcePlace(file: now.path)
    let lesson =
      before.id == now.id
      ? []
      : [Self.gone(before.id.text, Phrase(en: "lesson", ja: "レッスン"), name, at: start, among: [now.id.text])]
    let ids = now.steps.map(\.id.text)
    return lesson
      + before.steps.flatMap { step -> [LintFinding] in
        guard let same = now.steps.first(where: { $0.id == step.id }) else {
          let kind = Phrase(en: "step", ja: "手順")
          return [Self.gone(step.id.text, kind, name, at: start, among: ids)]
        }
        return Self.missing(
          step.checks.map(\.id.text), now: same.checks.map(\.id.text), Phrase(en: "check", ja: "チェック"), name,
          same)
          + Self.missing(
            step.diagnoses.map(\.id.text), now: same.diagnoses.map(\.id.text),
            Phrase(en: "diagnosis", ja: "診断"), name, same)
      }
  }

  private static func missing(
    _ before: [String], now: [String], _ kind: Phrase, _ name: String, _ step: StepEntry
  ) -> [LintFinding] {
    before.filter { !now.contains($0) }.map { gone($0, kind, name, at: step.place, among: now) }
  }

  private static func gone(
    _ id: String, _ kind: Phrase, _ name: String, at place: SourcePlace, among known: [String]
  ) -> LintFinding {
    let near = Suggestion.nearest(to: id, among: known)
    return LintFinding(
      .idGone, at: place,
      Phrase(
        en: "The \(kind.en) `\(id)` of \(name) is gone\(near.map { "; `\($0)` looks like it" } ?? "").",
        ja: "\(name) にあった\(kind.ja) `\(id)` がなくなっています\(near.map { "（`\($0)` が似ています）" } ?? "")。"),
      instead: Phrase(
        en: "Progress, grades and translations go by ids: give it its id back.",
        ja: "進み具合・成績・翻訳は id で結び付いています。元の id に戻してください。"))
  }

  /// Sentences of which one language has changed alone.
  private func stalePhrases(_ before: ChecksFile, _ name: String, now: ChecksFile) -> [LintFinding] {
    let former = Dictionary(before.phrases.map { ($0.path, $0.phrase) }) { first, _ in first }
    return now.phrases.compactMap { placed in
      guard let old = former[placed.path], (old.en == placed.phrase.en) != (old.ja == placed.phrase.ja) else {
        return nil
      }
      return Self.stale(at: placed.place, name, hasEnglishChanged: old.en != placed.phrase.en)
    }
  }

  /// Steps of which one chapter has changed and another has not.
  private func staleChapters(since base: Base) -> [LintFinding] {
    let changes = zip(lessons, chapters).map { pair, chapter in
      (pair.tag, pair.lesson, changedSteps(pair.lesson, chapter, since: base))
    }
    return changes.flatMap { tag, lesson, changed -> [LintFinding] in
      guard let changed else { return [] }
      let others = changes.filter { $0.0 != tag }
      return lesson.steps.filter { step in
        !changed.contains(step.id) && others.contains { $0.2?.contains(step.id) == true }
      }.map { Self.stale(at: $0.place, base.name, hasEnglishChanged: tag != "en") }
    }
  }

  private static func stale(at place: SourcePlace, _ name: String, hasEnglishChanged: Bool) -> LintFinding {
    LintFinding(
      .translationStale, at: place,
      hasEnglishChanged
        ? Phrase(
          en: "The English has changed since \(name), the Japanese has not.", ja: "\(name) のあと英語だけが変わっています。")
        : Phrase(
          en: "The Japanese has changed since \(name), the English has not.", ja: "\(name) のあと日本語だけが変わっています。"),
      instead: Phrase(
        en: "See whether this still says the same, and change it too.", ja: "同じ内容になっているか確かめ、こちらも直してください。"))
  }

  /// The steps whose words have changed; `nil` when the chapter was not there.
  private func changedSteps(_ lesson: Lesson, _ chapter: Chapter, since base: Base) -> Set<Step.ID>? {
    let own = Set(chapter.steps.map(\.place.file))
    let paths = lesson.sources.map(\.path).filter(own.contains)
    let texts = paths.compactMap { path in base.text(path).map { LessonSource(path: path, text: $0) } }
    guard !texts.isEmpty else { return nil }
    let former = Chapter(reading: texts, style: checks?.style)
    let before = Dictionary(former.steps.map { ($0.number, $0.words) }) { first, _ in first }
    let changed = zip(chapter.steps, lesson.steps).filter { step, _ in before[step.number] != step.words }
    return Set(changed.map(\.1.id))
  }
}

extension ChapterStep {
  /// All that a learner reads of it.
  fileprivate var words: String {
    (leadIn + body + hints.joined()).map(\.words).joined(separator: "\n") + (solution?.remarks ?? "")
  }
}
