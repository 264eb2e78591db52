import Basics
import Lessons
import Practice

/// A proof for programs.
struct ProofJSON {
  let language: Language

  init(language: Language) {
    self.language = language
  }

  func json(_ proofs: [LessonProof]) -> JSONValue {
    .array(proofs.map(json))
  }

  private func json(_ proof: LessonProof) -> JSONValue {
    [
      "lesson": .string(proof.lesson.id.text),
      "proved": .bool(proof.isWhole),
      "milliseconds": .number("\(proof.milliseconds)"),
      "diagnoses": [
        "proved": .number("\(proof.proved)"),
        "unproved": .array(proof.unproved.map { unproved($0, $1) }),
      ],
      "claims": .array(proof.items.map(json)),
    ]
  }

  private func unproved(_ step: Step, _ diagnosis: Diagnosis) -> JSONValue {
    [
      "step": .string(step.id.text), "diagnosis": .string(diagnosis.id.text),
      "reason": diagnosis.unproved.map { .string($0[language]) } ?? .null,
    ]
  }

  private func json(_ item: ProofItem) -> JSONValue {
    [
      "step": .string(item.step.text), "number": .number("\(item.number)"), "kind": .string(item.kind),
      "claim": .string(item.sentence[language]), "outcome": .string(item.outcome.rawValue),
      "why": item.why.map { .string($0[language]) } ?? .null,
      "commands": .array(
        item.commands.map { command in
          ["run": .string(command.line), "on": command.machine.map { .string($0.text) } ?? .null]
        }),
      "output": .string(item.output),
      "file": .string(item.place.file), "line": .number("\(item.place.line)"),
      "column": .number("\(item.place.column)"), "milliseconds": .number("\(item.milliseconds)"),
    ]
  }
}
