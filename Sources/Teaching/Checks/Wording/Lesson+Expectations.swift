import Basics
import Lessons

extension Lesson {
  /// What a check of this step asks for, as one sentence, without looking at anything.
  package func expectation(of check: Check, in step: Step) -> Phrase {
    check.label ?? expectation(of: check.condition, in: step)
  }

  private func expectation(of condition: Condition, in step: Step) -> Phrase {
    switch condition {
    case .fact(let fact, let machine): fact.expected(on: name(of: machine ?? step.machine), in: self)
    case .all(let parts): .sentences(parts.map { expectation(of: $0, in: step) })
    case .any(let parts): .alternatives(parts.map { expectation(of: $0, in: step) })
    case .not(let part): .negated(expectation(of: part, in: step))
    }
  }

  /// What people call the machine: the name that stands before their prompt.
  func name(of machine: Machine.ID) -> String { machine.text }
}
