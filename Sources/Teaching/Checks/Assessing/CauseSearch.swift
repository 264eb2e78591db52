import Basics
import Lessons

/// Looks for the cause of a failed check: in the step's own diagnoses, then in earlier steps.
struct CauseSearch: Sendable {
  let bench: Bench
  let latched: Set<Step.ID>

  func cause(of leading: JudgedCheck) async -> Cause {
    let usual = leading.usual ?? .notDoneYet
    guard leading.verdict.outcome == .failed else { return Cause(usual) }
    let holder = await portHolder(leading)
    if let diagnosis = await diagnosis(on: bench) { return Cause(diagnosis, adding: holder) }
    if let earlier = await earlierCause() { return earlier }
    return Cause(usual, adding: holder)
  }

  /// The first of a step's diagnoses that holds.
  private func diagnosis(on bench: Bench) async -> Diagnosis? {
    for diagnosis in bench.step.diagnoses {
      let finding = await bench.judge(diagnosis.condition, for: .diagnosis)
      if finding.outcome == .passed { return diagnosis }
    }
    return nil
  }

  /// What is wrong with the first earlier step that has not passed and does not hold now.
  private func earlierCause() async -> Cause? {
    for step in bench.lesson.steps.prefix(while: { $0.id != bench.step.id }) where !latched.contains(step.id)
    {
      let earlier = bench.turned(to: step)
      for check in step.checks {
        let finding = await earlier.judge(check.condition, for: .check)
        guard finding.outcome == .failed else { continue }
        if let diagnosis = await diagnosis(on: earlier) { return Cause(diagnosis, returnTo: step.id) }
        return Cause(comingFrom: step, found: finding.found)
      }
    }
    return nil
  }

  /// Who holds the port that a container of the check was to publish, when Docker could not start it.
  private func portHolder(_ leading: JudgedCheck) async -> Phrase? {
    let created = leading.verdict.evidence.containers?.first { $0.state == "created" }
    guard let created, let port = leading.check.condition.publishedPort,
      let holder = await bench.observations.portHolder(port, on: created.machine)
    else { return nil }
    return Phrase(
      en: " Port \(port) is held by \(holder).", ja: "ポート \(port) を使っているのは \(holder) です。")
  }
}

extension Cause {
  fileprivate init(_ usual: UsualCause, adding more: Phrase? = nil) {
    self.init(because: usual.because.followed(by: more), advice: [usual.advice])
  }

  fileprivate init(_ diagnosis: Diagnosis, adding more: Phrase? = nil, returnTo: Step.ID? = nil) {
    self.init(
      diagnosis: diagnosis.id, because: diagnosis.say.followed(by: more), advice: diagnosis.advice,
      returnTo: diagnosis.cause ?? returnTo)
  }

  fileprivate init(comingFrom step: Step, found: Phrase) {
    self.init(
      because: Phrase(
        en: "Step \(step.number) comes first. \(found.en)", ja: "先に手順\(step.number)が必要です。\(found.ja)"),
      advice: [
        Phrase(
          en: "When it has passed, come back to this one.", ja: "合格したら、この手順に戻ってきてください。")
      ], returnTo: step.id)
  }
}

extension Phrase {
  fileprivate func followed(by more: Phrase?) -> Phrase {
    more.map { Phrase(en: en + $0.en, ja: ja + $0.ja) } ?? self
  }
}

extension Condition {
  /// The port of the machine that a container is asked to publish.
  fileprivate var publishedPort: UInt16? {
    switch self {
    case .fact(.container(let fact), _):
      guard case .port(let pattern)? = fact.publishes else { return nil }
      return pattern.host
    case .fact, .not: return nil
    case .all(let parts), .any(let parts): return parts.lazy.compactMap(\.publishedPort).first
    }
  }
}
