import Basics

extension LessonLinter {
  /// Both languages are there, and say the same.
  var languageFindings: [LintFinding] {
    let missing = Language.allCases.filter { language in !tags.contains { $0.isLanguage(language) } }
    guard let first = lessons.first?.lesson else { return [] }
    return missing.map { absent($0, beside: first) } + differences + solutionDifferences
  }

  private func absent(_ language: Language, beside lesson: Lesson) -> LintFinding {
    let file = lesson.steps.first?.place.file ?? name
    return LintFinding(
      .languageMissing, at: SourcePlace(file: file),
      Phrase(
        en: "No chapter of `\(name)` says in its file name that it is in `\(language.rawValue)`.",
        ja: "`\(name)` には、ファイル名が `\(language.rawValue)` であることを示す章がありません。"),
      instead: Phrase(
        en: "Add `\(name).\(language.rawValue).md` with the same steps.",
        ja: "同じ手順の `\(name).\(language.rawValue).md` を加えてください。"))
  }

  /// What one chapter has otherwise than the first.
  private var differences: [LintFinding] {
    guard let (tag, first) = lessons.first else { return [] }
    return lessons.dropFirst().flatMap { otherTag, other -> [LintFinding] in
      guard first.steps.map(\.number) == other.steps.map(\.number) else {
        let place = other.steps.first?.place ?? SourcePlace(file: name)
        return [
          LintFinding(
            .languagesDiffer, at: place,
            Phrase(
              en: "This chapter has \(other.steps.count) steps, `\(tag)` has \(first.steps.count).",
              ja: "この章の手順は \(other.steps.count) 個ですが、`\(tag)` は \(first.steps.count) 個です。"),
            instead: Self.alike)
        ]
      }
      return zip(first.steps, other.steps).flatMap { difference(between: $0, tag, and: $1) }
    }
  }

  private func difference(between first: Step, _ tag: String, and other: Step) -> [LintFinding] {
    var findings: [LintFinding] = []
    if first.hints.count != other.hints.count {
      findings.append(
        LintFinding(
          .languagesDiffer, at: other.place,
          Phrase(
            en: "This step has \(other.hints.count) hints, in `\(tag)` it has \(first.hints.count).",
            ja: "この手順のヒントは \(other.hints.count) 個ですが、`\(tag)` では \(first.hints.count) 個です。"),
          instead: Self.alike))
    }
    if first.solution?.commands != other.solution?.commands || first.commands != other.commands {
      findings.append(
        LintFinding(
          .languagesDiffer, at: other.place,
          Phrase(
            en: "The commands of this step are not those of `\(tag)`.",
            ja: "この手順のコマンドが `\(tag)` と違います。"),
          instead: Self.alike))
    }
    return findings
  }

  private static var alike: Phrase {
    Phrase(en: "Make both chapters alike.", ja: "両方の章をそろえてください。")
  }

  /// Where the checks file has another solution than the chapter.
  private var solutionDifferences: [LintFinding] {
    zip(lessons, chapters).flatMap { pair, chapter -> [LintFinding] in
      let lesson = pair.lesson
      return zip(chapter.steps, lesson.steps).compactMap { written, step in
        guard let told = entry(of: step)?.solution, !told.isEmpty, let own = written.solution?.commands,
          !own.isEmpty
        else { return nil }
        let filled = own.map { Blanks(lesson.values).fill($0.line) }
        guard filled != told.map(\.line) else { return nil }
        return LintFinding(
          .solutionsDiffer, at: place(of: step),
          Phrase(
            en: "The solution of `\(step.id)` here is not the one in \(step.place.file).",
            ja: "`\(step.id)` の解答例が \(step.place.file) のものと違います。"),
          instead: Phrase(
            en: "Learners read the chapter, dojo plays this one: make them the same, or keep only one.",
            ja: "学習者が読むのは章、dojo が実行するのはこちらです。同じにするか、一方だけにしてください。"))
      }
    }
  }
}

extension String {
  /// Whether a BCP 47 tag is of this language.
  fileprivate func isLanguage(_ language: Language) -> Bool {
    lowercased().split(separator: "-").first.map(String.init) == language.rawValue
  }
}
