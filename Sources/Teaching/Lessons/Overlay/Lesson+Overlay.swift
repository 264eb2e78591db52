import Basics

extension Lesson {
  /// The lesson as it is graded: with the overlay's hidden checks, points and costs.
  ///
  /// Throws a `LessonError` when the overlay was read for another lesson, or has been laid over this one already.
  package func overlaid(by overlay: GradeOverlay) throws(LessonError) -> Lesson {
    guard overlay.lesson == id else {
      let place = SourcePlace(file: overlay.path)
      throw LessonError([.otherLesson(overlay.lesson.text, at: place, lesson: id)])
    }
    let problems = overlay.steps.flatMap { change in
      guard let step = step(change.id) else { return [LessonProblem.noSuchStep(change, in: self)] }
      let taken = Set(step.checks.map(\.id))
      return change.checks.filter { taken.contains($0.id) }.map { .checkThereAlready($0, of: step) }
    }
    guard problems.isEmpty else { throw LessonError(problems) }
    return Lesson(self, changedBy: overlay.steps, costs: overlay.costs)
  }

  /// The lesson with these changes, which fit it.
  init(_ lesson: Lesson, changedBy changes: [StepOverlay], costs: CostsChange?) {
    self.init(
      id: lesson.id, title: lesson.title, languageTag: lesson.languageTag, introduction: lesson.introduction,
      steps: lesson.steps.map { step in
        Step(step, changedBy: changes.first { $0.id == step.id }, costs: costs)
      },
      closing: lesson.closing, machines: lesson.machines, values: lesson.values, format: lesson.format,
      after: lesson.after, time: lesson.time, trust: lesson.trust, sources: lesson.sources)
  }
}

extension Step {
  /// A step that was self-confirmed is worth what its new checks are, unless the change says.
  fileprivate init(_ step: Step, changedBy change: StepOverlay?, costs: CostsChange?) {
    let general = costs?.applied(to: step.costs) ?? step.costs
    let added = change?.checks ?? []
    let worth = step.checks.isEmpty ? added.reduce(0) { $0 + $1.points } : step.points
    self.init(
      id: step.id, number: step.number, title: step.title, leadIn: step.leadIn, body: step.body,
      place: step.place, machine: step.machine, commands: step.commands, hints: step.hints,
      solution: step.solution, points: change?.points ?? worth,
      costs: change?.costs?.applied(to: general) ?? general, checks: step.checks + added,
      diagnoses: step.diagnoses, variants: step.variants, counterexamples: step.counterexamples,
      destroys: step.destroys, findings: step.findings)
  }
}

extension LessonProblem {
  static func otherLesson(_ name: String, at place: SourcePlace, lesson: Lesson.ID) -> Self {
    Self(
      at: place,
      found: Phrase(
        en: "This is for the lesson `\(name)`, and `\(lesson)` is being graded.",
        ja: "これはレッスン `\(name)` のためのものですが、採点するのは `\(lesson)` です。"),
      instead: Phrase(
        en: "Write `lesson: \(lesson)`, or grade with the overlay of that lesson.",
        ja: "`lesson: \(lesson)` と書くか、そのレッスン用のファイルを指定してください。"))
  }

  fileprivate static func noSuchStep(_ change: StepOverlay, in lesson: Lesson) -> Self {
    Self(
      at: change.place,
      found: Phrase(en: "There is no step `\(change.id)`.", ja: "手順 `\(change.id)` はありません。"),
      instead: Suggestion.sentence(for: change.id.text, among: lesson.steps.map(\.id.text)))
  }

  fileprivate static func checkThereAlready(_ check: Check, of step: Step) -> Self {
    Self(
      at: check.place,
      found: Phrase(
        en: "`\(step.id)` has a check `\(check.id)` already.",
        ja: "`\(step.id)` にはすでにチェック `\(check.id)` があります。"),
      instead: Phrase(en: "Give this one an id of its own.", ja: "別の id を付けてください。"))
  }
}
