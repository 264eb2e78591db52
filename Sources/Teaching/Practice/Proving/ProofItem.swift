import Basics
import Checks
import Lessons

/// One thing that a lesson claims, and whether it has turned out to be so.
package struct ProofItem: Sendable, Hashable {
  /// What was claimed.
  package enum Claim: Sendable, Hashable {
    /// The check fails where its step starts.
    case canFail(Check.ID)
    /// The solution makes the step pass; runs from clean machines are counted from 1.
    case solution(run: Int)
    /// The step passes also when the step behind it has been done first.
    case order(before: Step.ID)
    /// The diagnosis speaks after its proof.
    case diagnosis(Diagnosis.ID)
    /// Another way that must pass; counted from 1.
    case variant(Int)
    /// A way that must not pass, after which perhaps this diagnosis speaks; counted from 1.
    case counterexample(Int, speaking: Diagnosis.ID?)
  }

  package enum Outcome: String, Sendable, Hashable, CaseIterable {
    /// It is so.
    case passed
    case failed
    /// It could not be found out.
    case undetermined
    /// There is nothing to find out: a step before could not be done, or the steps depend on each other.
    case skipped
  }

  package let step: Step.ID
  package let number: Int
  package let claim: Claim
  package let outcome: Outcome
  /// Why it is not so, and what to do about it; absent when it is so.
  package let why: Phrase?
  /// What was typed.
  package let commands: [Command]
  /// What was printed, when it is not so.
  package let output: String
  /// Where the author has written the claim.
  package let place: SourcePlace
  package let milliseconds: Int64

  package init(
    step: Step, claim: Claim, outcome: Outcome, why: Phrase? = nil, commands: [Command] = [],
    output: String = "", place: SourcePlace, milliseconds: Int64 = 0
  ) {
    self.step = step.id
    number = step.number
    self.claim = claim
    self.outcome = outcome
    self.why = why
    self.commands = commands
    self.output = output
    self.place = place
    self.milliseconds = milliseconds
  }
}

extension ProofItem {
  /// What kind of claim it is, for programs.
  package var kind: String {
    switch claim {
    case .canFail: "can-fail"
    case .solution: "solution"
    case .order: "order"
    case .diagnosis: "diagnosis"
    case .variant: "variant"
    case .counterexample: "counterexample"
    }
  }

  /// The claim as one sentence.
  package var sentence: Phrase {
    switch claim {
    case .canFail(let check):
      Phrase(en: "check \(check) fails before anything is done", ja: "何もしないうちは、チェック \(check) が不合格になる")
    case .solution(let run):
      Phrase(en: "the solution passes, time \(run)", ja: "解答例で合格する（\(run) 回目）")
    case .order(let later):
      Phrase(en: "it passes also after \(later) has been done first", ja: "先に \(later) を済ませても合格する")
    case .diagnosis(let id):
      Phrase(en: "diagnosis \(id) speaks after its proof", ja: "診断 \(id) が、その証明コマンドのあとに出る")
    case .variant(let number):
      Phrase(en: "variant \(number) passes", ja: "別解 \(number) で合格する")
    case .counterexample(let number, nil):
      Phrase(en: "counterexample \(number) does not pass", ja: "誤答例 \(number) では合格しない")
    case .counterexample(let number, let diagnosis?):
      Phrase(
        en: "after counterexample \(number), diagnosis \(diagnosis) speaks",
        ja: "誤答例 \(number) のあとに、診断 \(diagnosis) が出る")
    }
  }
}
