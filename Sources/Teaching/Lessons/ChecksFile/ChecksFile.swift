import Basics

/// What a checks file says, before it is joined with a chapter (DESIGN.md section 3).
package struct ChecksFile: Sendable, Hashable {
  package let id: Lesson.ID
  package let title: Phrase?
  package let format: Int
  /// The lessons that come before this one in a course, and where each is named.
  package let after: [Earlier]
  /// How long the lesson takes most learners.
  package let time: Duration?
  package let machines: [Machine]
  /// What the author's own programs do, for learners to agree to; absent means the lesson may run none.
  package let trust: Phrase?
  /// What each blank stands for, machine names included.
  package let values: [String: String]
  /// What help costs where a step does not say.
  package let costs: Costs
  package let steps: [StepEntry]
  /// How the chapter marks its steps, where the author says so, and where it is said.
  package let style: StepStyle?
  package let stylePlace: SourcePlace?
  /// The file's path, for messages.
  package let path: String

  /// A lesson that comes before this one in a course.
  package struct Earlier: Sendable, Hashable {
    package let id: Lesson.ID
    package let place: SourcePlace
  }

  /// The newest rules of checks files that this dojo knows.
  package static let newestFormat = 1
}

/// One entry under `steps:`.
package struct StepEntry: Sendable, Hashable {
  package let id: Step.ID
  /// The number in the chapter; absent means the step after the entry before.
  package let number: Int?
  package let machine: Machine.ID
  /// Absent means the sum of what the checks are worth.
  package let points: Int?
  /// The step's own, and the file's for what the step does not say.
  package let costs: Costs
  package let checks: [Check]
  package let diagnoses: [Diagnosis]
  package let hints: [Phrase]
  /// Absent means the chapter's own.
  package let solution: [Command]
  /// Other ways that must pass.
  package let variants: [Attempt]
  /// Ways that must not pass.
  package let counterexamples: [Attempt]
  package let destroys: Phrase?
  package let place: SourcePlace
}
