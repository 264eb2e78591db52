import Basics
import Lessons

/// Where dojo keeps what it must not forget: one folder for each lesson.
///
/// DESIGN.md section 4.
package struct StateFolder: Sendable, Hashable {
  package let path: String

  package init(path: String) {
    self.path = path
  }

  /// `$XDG_STATE_HOME/dojo`, else `~/.local/state/dojo`.
  ///
  /// - Throws: `StateFailure.noHome` when neither variable holds an absolute path.
  package init(environment: [String: String]) throws(StateFailure) {
    if let state = environment["XDG_STATE_HOME"], state.hasPrefix("/") {
      path = "\(state)/dojo"
    } else if let home = environment["HOME"], home.hasPrefix("/") {
      path = "\(home)/.local/state/dojo"
    } else {
      throw .noHome
    }
  }

  /// The folder of one lesson; nothing is created.
  package func lesson(_ id: Lesson.ID) -> LessonFolder {
    LessonFolder(path: "\(path)/\(id)")
  }
}

/// The folder of one lesson.
package struct LessonFolder: Sendable, Hashable {
  package let path: String

  package init(path: String) {
    self.path = path
  }

  /// The journal, from which everything else about progress follows.
  package var journal: String { "\(path)/journal.jsonl" }
  /// What the machines are made of.
  package var machines: String { "\(path)/machines" }
  /// The machines as they were when a step began, by the step's id.
  package func snapshot(of step: Step.ID) -> String { "\(path)/snapshots/\(step)" }
  /// The lock that the running sitting holds.
  package var lock: String { "\(path)/lock" }
  /// Where the running sitting can be reached.
  package var address: String { "\(path)/sitting.json" }

  /// Creates the folder and those above it, readable by nobody else.
  package func create() throws(SystemError) {
    try Folders.create(path)
    try Folders.create("\(path)/snapshots")
    try Folders.create(machines)
  }
}

/// Why there is no place to keep a learner's progress.
package enum StateFailure: UserFacingError, Equatable {
  case noHome

  package var summary: Phrase {
    Phrase(
      en: "HOME is not set, so there is no place to keep your progress",
      ja: "HOME が設定されていないため、進み具合を保存する場所がありません")
  }

  package var remedy: Phrase? {
    Phrase(
      en: "Set HOME, or point XDG_STATE_HOME to a folder you can write to.",
      ja: "HOME を設定するか、書き込めるフォルダーを XDG_STATE_HOME に指定してください。")
  }

  package var exitCode: ExitCode { .undetermined }
}
