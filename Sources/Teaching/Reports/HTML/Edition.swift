import Basics

/// A report in one language, with everything that has to be known before the first line of the page can be written.
struct Edition {
  let report: ClassReport
  let language: Language
  let summary: ClassSummary
  let steps: [StepFigures]
  let mistakes: [MistakeFigures]
  /// How much of outputs, commands and evidence is shown.
  let excerpt: Excerpt
  /// Names that more than one learner has.
  private let sharedNames: Set<String>
  private let checks: [CheckKey: GradedCheck]
  private let stepPlaces: [String: Int]
  private let sentences: [CauseKey: Phrase]

  private struct CheckKey: Hashable {
    let step: String
    let check: String
  }

  private struct CauseKey: Hashable {
    let step: String
    let id: String
  }

  init(_ report: ClassReport, language: Language) {
    self.report = report
    self.language = language
    summary = ClassSummary(report)
    steps = StepFigures.all(in: report)
    mistakes = MistakeFigures.all(in: report)
    excerpt = Self.excerpt(of: report)
    sharedNames = Self.sharedNames(in: report)
    let lesson = report.lesson
    let keyed = lesson.steps.flatMap { step in
      step.checks.map { (CheckKey(step: step.id, check: $0.id), $0) }
    }
    checks = Dictionary(keyed) { first, _ in first }
    stepPlaces = Dictionary(lesson.steps.enumerated().map { ($1.id, $0) }) { first, _ in first }
    let known = mistakes.compactMap { mistake in
      mistake.sentence.map { (CauseKey(step: mistake.step, id: mistake.id), $0) }
    }
    sentences = Dictionary(known) { first, _ in first }
  }

  /// Whether browsers should lay out what is far away only when it comes near.
  var isLarge: Bool { report.results.count > 60 }

  func say(_ phrase: Phrase) -> String { phrase[language] }

  /// A sentence that may quote what somebody typed, not longer than anyone would read.
  func quote(_ phrase: Phrase) -> String { Plain.cut(phrase[language], to: 1_000) }

  func check(_ id: String, of step: String) -> GradedCheck? { checks[CheckKey(step: step, check: id)] }

  func place(of step: String) -> Int? { stepPlaces[step] }

  /// What is said about a mistake; absent when no verdict that was kept tells.
  func sentence(of id: String, at step: String) -> String? {
    sentences[CauseKey(step: step, id: id)].map(quote)
  }

  /// `3. Start a container …`; the id when the lesson does not know the step.
  func title(of step: String, to length: Int = 200) -> String {
    guard let place = place(of: step) else { return Plain.name(step) }
    let step = report.lesson.steps[place]
    return "\(step.number). \(Plain.cut(step.title[language], to: length))"
  }

  /// What people call a learner.
  func name(of result: LearnerResult) -> String {
    guard let name = result.name, !name.isEmpty else { return Plain.name(result.learner) }
    return Plain.name(name)
  }

  /// The same where learners stand side by side: with the key of the row if others have that name too.
  func label(of result: LearnerResult) -> String {
    let name = name(of: result)
    return sharedNames.contains(name) ? "\(name) (\(Plain.name(result.learner)))" : name
  }

  private static func sharedNames(in report: ClassReport) -> Set<String> {
    var seen: Set<String> = []
    var shared: Set<String> = []
    for case let name? in report.results.map(\.name) {
      let shown = Plain.name(name)
      if !seen.insert(shown).inserted { shared.insert(shown) }
    }
    return shared
  }

  /// Five million bytes of what learners typed and saw is what browsers open at once on any computer.
  private static func excerpt(of report: ClassReport) -> Excerpt {
    var lengths: [Int] = []
    for result in report.results {
      for command in result.commands { lengths += [command.text.utf8.count, command.output.utf8.count] }
      for step in result.steps {
        lengths += step.checks.map { $0.evidence.reduce(0) { $0 + $1.utf8.count } }
      }
    }
    return Excerpt(lengths: lengths, budget: 5_000_000, least: 120)
  }
}
