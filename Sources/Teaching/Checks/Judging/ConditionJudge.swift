import Basics
import Lessons

/// Holds conditions of one step against one look at the world and the record.
struct ConditionJudge: Sendable {
  /// What a condition is judged for.
  enum Purpose: Sendable {
    /// A check is met by any command of the sitting that fits.
    case check
    /// A diagnosis speaks of the learner's latest try: only the latest such command at this step counts.
    case diagnosis
  }

  let lesson: Lesson
  let step: Step
  let observations: Observations
  let journal: any JournalReading
  let purpose: Purpose

  func judge(_ condition: Condition) async -> Finding {
    switch condition {
    case .fact(let fact, let machine): await judge(fact, on: machine ?? step.machine)
    case .all(let parts): await judgeAll(parts)
    case .any(let parts): await judgeAny(parts)
    case .not(let part): negated(await judge(part))
    }
  }

  private func judgeAll(_ parts: [Condition]) async -> Finding {
    var findings: [Finding] = []
    for part in parts {
      let finding = await judge(part)
      // One mismatch decides; looking further would only cost time.
      if finding.outcome == .failed { return finding }
      findings.append(finding)
    }
    var whole = findings.first { $0.outcome == .undetermined } ?? findings.first ?? .nothingAsked
    whole.evidence = findings.reduce(Evidence()) { $0.merged(with: $1.evidence) }
    guard whole.outcome == .passed else { return whole }
    whole.expected = .sentences(findings.map(\.expected))
    whole.found = .sentences(findings.map(\.found))
    return whole
  }

  private func judgeAny(_ parts: [Condition]) async -> Finding {
    var findings: [Finding] = []
    for part in parts {
      let finding = await judge(part)
      if finding.outcome == .passed { return finding }
      findings.append(finding)
    }
    var whole = findings.first { $0.outcome == .undetermined } ?? findings.first ?? .nothingAsked
    whole.expected = .alternatives(findings.map(\.expected))
    whole.evidence = findings.reduce(Evidence()) { $0.merged(with: $1.evidence) }
    return whole
  }

  private func negated(_ finding: Finding) -> Finding {
    var finding = finding
    finding.expected = .negated(finding.expected)
    finding.usual = nil
    switch finding.outcome {
    case .passed: finding.outcome = .failed
    case .failed: finding.outcome = .passed
    case .undetermined: break
    }
    return finding
  }

  private func judge(_ fact: Fact, on machine: Machine.ID) async -> Finding {
    let name = name(of: machine)
    do {
      switch fact {
      case .container(let fact): return try await judge(fact, on: machine)
      case .image(let fact): return try await judge(fact, on: machine)
      case .registry(let fact): return try await judge(fact, on: machine)
      case .http(let fact): return try await judge(fact, on: machine)
      case .file(let fact): return try await judge(fact, on: machine)
      case .ran(let fact): return judge(fact, on: machine)
      case .output(let fact): return try await judge(fact, on: machine)
      case .ask(let question): return judge(question)
      case .script(let fact): return try await judge(fact, on: machine)
      }
    } catch let stopped as DockerServiceStopped {
      return Finding(
        .failed, expected: fact.expected(on: name, in: lesson), found: stopped.found(on: name),
        usual: .serviceStopped)
    } catch {
      return .undetermined(error, expected: fact.expected(on: name, in: lesson))
    }
  }

  func name(of machine: Machine.ID) -> String { lesson.name(of: machine) }
}

extension Finding {
  /// A list of no conditions holds.
  static let nothingAsked = Finding(
    .passed, expected: Phrase(en: "Nothing in particular.", ja: "特に条件なし。"),
    found: Phrase(en: "Nothing in particular.", ja: "特に条件なし。"))
}

/// An `output` check of something else than docker, which would be a program of the author's.
struct UnjudgedKind: UserFacingError {
  var summary: Phrase {
    Phrase(
      en: "an output check can only run docker; the author can make it a script check",
      ja: "output で実行できるのは docker だけです。作者は script チェックにできます")
  }

  var exitCode: ExitCode { .undetermined }
}
