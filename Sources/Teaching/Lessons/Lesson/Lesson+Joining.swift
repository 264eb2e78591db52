import Basics
import Markdown

extension Lesson {
  /// Joins a chapter with its checks file; steps that the checks file leaves out are self-confirmed.
  ///
  /// Throws a `LessonError` with every step that does not fit. `id` is taken when there is no checks file, and `names`
  /// as in `ChecksFile`.
  package init(
    chapter: Chapter, checks: ChecksFile?, id: ID, languageTag: String? = nil, sources: [LessonSource],
    names: [Machine.ID: String] = [:]
  ) throws(LessonError) {
    let start = Machine(id: Machine.start.id, name: names[Machine.start.id] ?? Machine.start.name)
    let blanks = Blanks(checks?.values ?? [start.id.text: start.name])
    guard chapter.problems.isEmpty else { throw LessonError(chapter.problems) }
    guard !chapter.steps.isEmpty else {
      throw LessonError([.noSteps(in: sources.first?.path ?? "", chapter.choice, at: checks?.stylePlace)])
    }
    let entries = try Self.entries(of: checks, for: chapter)
    let machines = checks?.machines ?? [start]
    self.init(
      id: checks?.id ?? id,
      title: checks?.title ?? Phrase(verbatim: blanks.fill(chapter.title ?? (checks?.id ?? id).text)),
      languageTag: languageTag, introduction: chapter.introduction.mapText(blanks.fill),
      steps: chapter.steps.indices.map { index in
        Step(
          chapter.steps[index], entries[index], blanks, start: machines.first?.id ?? start.id,
          costs: entries[index]?.costs ?? checks?.costs ?? .none)
      },
      closing: chapter.closing.mapText(blanks.fill), machines: machines, values: blanks.values,
      format: checks?.format ?? ChecksFile.newestFormat, after: checks?.after.map(\.id) ?? [],
      time: checks?.time, trust: checks?.trust, sources: sources)
  }

  /// The entry of each chapter step, by its index.
  private static func entries(of checks: ChecksFile?, for chapter: Chapter) throws(LessonError) -> [Int:
    StepEntry]
  {
    var entries: [Int: StepEntry] = [:]
    var problems: [LessonProblem] = []
    var next = 0
    for entry in checks?.steps ?? [] {
      let index = entry.number.map { number in chapter.steps.firstIndex { $0.number == number } } ?? next
      guard let index, chapter.steps.indices.contains(index) else {
        problems.append(.noSuchStep(entry, chapter: chapter))
        continue
      }
      if let other = entries[index] {
        problems.append(.stepTakenTwice(entry, other, number: chapter.steps[index].number))
      }
      entries[index] = entry
      next = index + 1
    }
    guard problems.isEmpty else { throw LessonError(problems) }
    return entries
  }
}

extension Step {
  /// A chapter's step with what the checks file says about it, blanks filled in.
  fileprivate init(
    _ step: ChapterStep, _ entry: StepEntry?, _ blanks: Blanks, start: Machine.ID, costs: Costs
  ) {
    let checks = entry?.checks ?? []
    let told = entry?.solution ?? []
    self.init(
      id: entry?.id ?? ID("step-\(step.number)"), number: step.number, title: blanks.fill(step.title),
      leadIn: step.leadIn.mapText(blanks.fill), body: step.body.mapText(blanks.fill), place: step.place,
      machine: entry?.machine ?? start,
      commands: step.commands.map { Command(blanks.fill($0.line), on: $0.machine) },
      hints: Self.ladder(of: step, entry, blanks),
      solution: Solution.chosen(step.solution?.filled(blanks), told),
      points: checks.isEmpty ? 0 : entry?.points ?? checks.reduce(0) { $0 + $1.points },
      costs: costs, checks: checks,
      diagnoses: entry?.diagnoses ?? [], variants: entry?.variants ?? [],
      counterexamples: entry?.counterexamples ?? [], destroys: entry?.destroys, findings: step.findings)
  }

  /// The chapter's hints; a hint of the checks file stands for a rung that the chapter does not have.
  private static func ladder(of step: ChapterStep, _ entry: StepEntry?, _ blanks: Blanks) -> [Hint] {
    step.hints.map { .chapter($0.mapText(blanks.fill)) }
      + (entry?.hints ?? []).dropFirst(step.hints.count).map { .phrase($0) }
  }
}

extension Solution {
  /// What the checks file says; where the chapter says the same, the chapter's, which has words around it.
  fileprivate static func chosen(_ chapter: Solution?, _ told: [Command]) -> Solution? {
    guard !told.isEmpty, told.map(\.line) != chapter?.commands.map(\.line) else { return chapter }
    return Solution(commands: told)
  }

  fileprivate func filled(_ blanks: Blanks) -> Solution {
    Solution(
      commands: commands.map { Command(blanks.fill($0.line), on: $0.machine) },
      sampleOutput: blanks.fill(sampleOutput), remarks: blanks.fill(remarks))
  }
}

extension LessonProblem {
  fileprivate static func noSteps(in path: String, _ choice: StyleChoice, at place: SourcePlace?) -> Self {
    if let place, let style = choice.style { return noStepsOfStyle(style, choice, at: place) }
    return Self(
      at: SourcePlace(file: path),
      found: Phrase(en: "No steps were found in this chapter.", ja: "この章に手順が見つかりません。"),
      instead: Phrase(
        en: "Number what the learner does: `1. …`, `2. …`, or headings such as `## Step 1: …`.",
        ja: "学習者が行うことに番号を付けてください（`1. …`、`2. …`、または `## 手順1: …` のような見出し）。"))
  }

  private static func noStepsOfStyle(_ style: StepStyle, _ choice: StyleChoice, at place: SourcePlace) -> Self
  {
    let found = choice.candidates.first?.style.rawValue
    return Self(
      at: place,
      found: Phrase(
        en: "The chapter has no steps that are marked by \(style.name.en).",
        ja: "章に、\(style.name.ja)による手順がありません。"),
      instead: found.map {
        Phrase(en: "Write `style: \($0)`, or leave the line out.", ja: "`style: \($0)` と書くか、この行を取り除いてください。")
      } ?? Phrase(en: "Leave the line out.", ja: "この行を取り除いてください。"))
  }

  fileprivate static func noSuchStep(_ entry: StepEntry, chapter: Chapter) -> Self {
    let (count, last) = (chapter.steps.count, chapter.steps.last?.number ?? 0)
    let file = chapter.steps.first?.place.file
    let found =
      if let number = entry.number {
        Phrase(
          en:
            "The checks file names step \(number), \(file ?? "the chapter") has \(count), up to number \(last).",
          ja: "チェックファイルに手順 \(number) がありますが、\(file.map { "\($0) " } ?? "章")の手順は \(count) 個（番号は \(last) まで）です。"
        )
      } else {
        Phrase(
          en: "The step `\(entry.id)` comes after the chapter's last: \(file ?? "the chapter") has \(count).",
          ja: "手順 `\(entry.id)` に対応する手順が\(file.map { " \($0) " } ?? "章")にありません（手順は \(count) 個です）。")
      }
    return Self(
      at: entry.place, found: found,
      instead: Phrase(
        en: "Add the step to the chapter, or remove it here.", ja: "章に手順を追加するか、ここから削除してください。"))
  }

  fileprivate static func stepTakenTwice(_ entry: StepEntry, _ other: StepEntry, number: Int) -> Self {
    Self(
      at: entry.place,
      found: Phrase(
        en: "`\(entry.id)` and `\(other.id)` are both step \(number) of the chapter.",
        ja: "`\(entry.id)` と `\(other.id)` がどちらも章の手順 \(number) になっています。"),
      instead: Phrase(
        en: "Give one of them another `step:`.", ja: "どちらかの `step:` を変えてください。"))
  }
}
