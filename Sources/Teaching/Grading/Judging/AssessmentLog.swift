import Checks
import Lessons
import Synchronization

/// Everything that was judged about each step while a submission was done again.
final class AssessmentLog: Sendable {
  struct Record: Sendable {
    /// The assessment with the most points; the latest of several.
    var best: StepAssessment?
    /// The latest assessment whose cause has a name.
    var diagnosed: StepAssessment?
    /// The diagnoses that held, each once, in the order in which they first did.
    var diagnoses: [Diagnosis.ID] = []
  }

  private let records = Mutex<[Step.ID: Record]>([:])

  func note(_ assessment: StepAssessment) {
    records.withLock { records in
      var record = records[assessment.step, default: Record()]
      if assessment.earned >= record.best?.earned ?? 0 { record.best = assessment }
      if let diagnosis = assessment.leading?.cause?.diagnosis {
        record.diagnosed = assessment
        if !record.diagnoses.contains(diagnosis) { record.diagnoses.append(diagnosis) }
      }
      records[assessment.step] = record
    }
  }

  func record(of step: Step.ID) -> Record { records.withLock { $0[step, default: Record()] } }
}

extension StepAssessment {
  /// The assessment as the learner's own sitting would have made it: without checks that learners never see.
  func without(_ hidden: Set<Check.ID>) -> StepAssessment {
    guard !hidden.isEmpty else { return self }
    return StepAssessment(
      step: step, verdicts: verdicts.filter { !hidden.contains($0.check) }, points: points)
  }
}
