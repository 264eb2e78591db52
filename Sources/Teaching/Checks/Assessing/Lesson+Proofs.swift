import Lessons

/// A diagnosis with the commands that must make it fire.
package struct DiagnosisProof: Sendable, Hashable {
  package let step: Step.ID
  package let diagnosis: Diagnosis.ID
  /// Typed in order where the step starts.
  package let commands: [Command]
}

extension Lesson {
  /// Every diagnosis that says how to make it fire, in the order of the steps.
  package var proofs: [DiagnosisProof] {
    steps.flatMap { step in
      step.diagnoses.filter { !$0.proof.isEmpty }.map {
        DiagnosisProof(step: step.id, diagnosis: $0.id, commands: $0.proof)
      }
    }
  }
}
