import Basics

/// What an instructor adds to a lesson when a class is graded, and no learner sees: `dojo grade --overlay grade.yaml`.
///
/// ```yaml
/// lesson: image-registry
/// due: 2026-12-01T23:59:00+09:00
/// late: {grace: 10m, per: 1d, penalty: 10%, at-most: 50%}
/// costs: {hint: 0%}
/// steps: [{id: push-image, points: 5}]
/// overrides: [{learner: ada, points: 14, reason: shown at the desk}]
/// ```
package struct GradeOverlay: Sendable, Hashable {
  package let lesson: Lesson.ID
  /// Absent means that nothing is ever late.
  package let lateRule: LateRule?
  /// For every step of the lesson, also for those whose checks file says otherwise; a step's own entry here goes
  /// before.
  package let costs: CostsChange?
  package let steps: [StepOverlay]
  package let overrides: [GradeOverride]
  /// The file's path, for messages.
  package let path: String
  /// The file as it was read, for whoever wants its digest.
  package let text: String

  /// The overrides of one learner, in the order of the file; at most one for each step and one for the whole.
  package func overrides(for learner: String) -> [GradeOverride] {
    overrides.filter { $0.learner == learner }
  }
}
