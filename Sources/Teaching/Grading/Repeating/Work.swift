import Lessons
import Practice

/// What a learner has done, ready to be done again.
enum Work: Sendable {
  /// Shell text as it was typed, in order.
  case typed([TypedCommand])
  /// A sitting's journal.
  case recorded([JournalEntry])

  /// Whether going back to the start of a step is part of it.
  var goesBack: Bool {
    switch self {
    case .typed(let commands): commands.contains { $0.text.contains("dojo reset") }
    case .recorded(let entries):
      entries.contains { entry in
        if case .reset = entry.event { true } else { false }
      }
    }
  }
}

/// A piece of shell text: one command, or everything between two marks of a file.
struct TypedCommand: Sendable, Hashable {
  let text: String
  /// The machine it is for; `nil` for the one before, at first the lesson's own.
  let machine: Machine.ID?
  /// What it printed when the learner ran it, if that was handed in.
  let output: String?
  /// The line of the submission on which it begins, counted from 1.
  let line: Int
}
