import Basics

/// How the steps of a chapter were told from the rest of its text, and why so.
package struct StyleChoice: Sendable, Hashable {
  /// Absent when nothing in the chapter looks like steps.
  package let style: StepStyle?
  /// Whether the checks file or the lesson's index said so.
  package let isGiven: Bool
  /// Every way that the chapter could be read, the best first.
  package let candidates: [StyleCandidate]
}

/// One way to read a chapter, with what speaks for and against it.
package struct StyleCandidate: Sendable, Hashable {
  package let style: StepStyle
  /// How many steps the chapter has when it is read so.
  package let stepCount: Int
  package let reasons: [Reason]

  /// What speaks for a way of reading, or with less than no points against it.
  package struct Reason: Sendable, Hashable {
    package let points: Int
    let cause: StyleCause

    package var why: Phrase { cause.words }
  }

  /// The sum of the points; the candidate with most is chosen, and of equal ones the first in `StepStyle`'s order.
  package var score: Int { reasons.reduce(0) { $0 + $1.points } }
}
