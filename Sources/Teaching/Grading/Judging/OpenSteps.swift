import Checks
import Lessons

/// Steps that were done although an earlier one is still open.
///
/// A sitting takes its steps in order. Whoever skipped one has still done what came after it, so a later step passes too
/// when it holds. What holds by accident does not: removing all containers in the middle of the work looks like the last
/// step. So such a pass counts if a still later step has passed after it, or if it holds again whenever an earlier step
/// passes and at the end.
struct OpenSteps: Sendable {
  private(set) var passes: [StepPass] = []
  private var confirmed: Set<Step.ID> = []

  /// The steps whose pass has to be looked at again, now that `step` has passed.
  func doubted(after step: Step.ID, in lesson: Lesson) -> [Step] {
    let place = lesson.index(of: step)
    return unconfirmed(in: lesson).filter { lesson.index(of: $0.id) > place }
  }

  /// The steps whose pass nothing but the end can confirm.
  func unconfirmed(in lesson: Lesson) -> [Step] {
    lesson.steps.filter { step in has(step.id) && !confirmed.contains(step.id) }
  }

  func has(_ step: Step.ID) -> Bool { passes.contains { $0.step == step } }

  mutating func add(_ pass: StepPass, in lesson: Lesson) {
    guard !has(pass.step) else { return }
    passes.append(pass)
    confirm(before: pass.step, in: lesson)
  }

  /// A later step has passed: what was done before it led there.
  mutating func confirm(before step: Step.ID, in lesson: Lesson) {
    let place = lesson.index(of: step)
    for pass in passes where lesson.index(of: pass.step) < place { confirmed.insert(pass.step) }
  }

  mutating func revoke(_ step: Step.ID) { passes.removeAll { $0.step == step } }
}

extension Lesson {
  fileprivate func index(of step: Step.ID) -> Int { steps.firstIndex { $0.id == step } ?? steps.count }
}

/// The record of a sitting with the passes that are out of order.
struct OpenRecord: JournalReading {
  let commands: [CommandRecord]
  let passes: [StepPass]
}
