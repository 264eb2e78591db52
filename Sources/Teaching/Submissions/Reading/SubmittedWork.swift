import Basics

/// What a learner handed in, read.
package struct SubmittedWork: Sendable, Hashable {
  package enum Content: Sendable, Hashable {
    case bundle(Bundle)
    /// Shell text in pieces, each up to the next line that marks a step or a machine.
    case commands([SubmittedCommand])
    /// Single commands as they were typed into a terminal, with what they printed.
    case transcript([SubmittedCommand])
  }

  package var content: Content
  /// The name of the machine the learner worked on, when a bundle, a mark or a prompt tells.
  package var hostName: String?
  /// Names that stand before a port and a path in commands (`NAME:5000/…`), each once, the likeliest to be the host's
  /// first.
  package var candidateHostNames: [String] = []
  /// The files it was read from, by their names below the submission.
  package var files: [String] = []
  /// What else was there, and why it was not taken.
  package var passedOver: [PassedOver] = []

  package init(content: Content, hostName: String? = nil) {
    self.content = content
    self.hostName = hostName
  }

  /// The word for the kind of submission that reports use.
  package var kind: String {
    switch content {
    case .bundle: "bundle"
    case .commands: "commands"
    case .transcript: "transcript"
    }
  }
}

/// A piece of shell text that was handed in.
package struct SubmittedCommand: Sendable, Hashable {
  /// The text as a shell would read it: one line, or several that belong together.
  package var text: String
  /// What stood below it in a transcript, without prompts and without dojo's own verdicts.
  package var output: String?
  /// The number of the step for which it was meant, when that is said.
  package var step: Int?
  /// The machine on which it was meant to run, when that is said: a name, or `startMachine`.
  package var machine: String?
  /// The line on which it begins, counted from 1 within its file.
  package var line: Int

  /// Stands for the machine on which the lesson starts, in a submission that also names another.
  package static let startMachine = "@start"

  package init(text: String, output: String? = nil, step: Int? = nil, machine: String? = nil, line: Int) {
    self.text = text
    self.output = output
    self.step = step
    self.machine = machine
    self.line = line
  }
}

/// Something that was handed in and not graded.
package struct PassedOver: Sendable, Hashable {
  package enum Reason: Sendable, Hashable {
    /// The same learner's later submission counts.
    case earlierAttempt
    /// A bundle or a transcript says more than it.
    case betterFile
    /// It is none of the kinds of files that are graded.
    case notASubmission
    case problem(SubmissionProblem)
  }

  /// The name in the form in which it can be shown.
  package let name: String
  package let reason: Reason

  package init(name: String, reason: Reason) {
    self.name = name
    self.reason = reason
  }
}

extension PassedOver {
  /// What an instructor is told about it.
  package var notice: Phrase {
    let (en, ja) =
      switch reason {
      case .earlierAttempt: ("a later attempt counts", "後の提出を採点します")
      case .betterFile: ("another file says more", "より詳しいファイルを採点します")
      case .notASubmission: ("it is no submission", "提出物ではありません")
      case .problem(let problem): (problem.summary.en, problem.summary.ja)
      }
    return Phrase(en: "\(name) was passed over: \(en)", ja: "\(name) は採点しませんでした: \(ja)")
  }
}
