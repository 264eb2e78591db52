import Lessons

/// What came of putting a whole lesson to the proof.
package struct LessonProof: Sendable {
  package let lesson: Lesson
  /// In the order of the steps.
  package let items: [ProofItem]
  /// How long it took.
  package let milliseconds: Int64

  package init(lesson: Lesson, items: [ProofItem], milliseconds: Int64) {
    self.lesson = lesson
    self.items = items
    self.milliseconds = milliseconds
  }

  /// Whether everything that could be found out is as the lesson claims, and everything could be found out.
  package var isWhole: Bool { items.allSatisfy { $0.outcome == .passed || $0.outcome == .skipped } }

  /// The diagnoses that came with a proof.
  package var proved: Int { items.count { $0.kind == "diagnosis" && $0.outcome == .passed } }

  /// The diagnoses that come without a proof.
  package var unproved: [(step: Step, diagnosis: Diagnosis)] {
    lesson.steps.flatMap { step in step.diagnoses.filter(\.proof.isEmpty).map { (step, $0) } }
  }
}
