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
  ///
  /// What was done on the learner's own Docker stands apart: one says nothing about the state of the other.
  package func lesson(_ id: Lesson.ID, on docker: DockerSource = .practice) -> LessonFolder {
    LessonFolder(path: docker == .practice ? "\(path)/\(id)" : "\(path)/\(id).\(docker.rawValue)")
  }

  /// The folder of a lesson by its own name.
  package func folder(named name: String) -> LessonFolder { LessonFolder(path: "\(path)/\(name)") }
}

/// The folder of one lesson.
package struct LessonFolder: Sendable, Hashable {
  package let path: String

  package init(path: String) {
    self.path = path
  }

  /// What the folder is called.
  package var name: String { path.split(separator: "/").last.map(String.init) ?? "" }

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
  ///
  /// - Throws: `StateFailure.unusable` in the system's words.
  package func create() throws(StateFailure) {
    do {
      try Folders.create(path)
      try Folders.create("\(path)/snapshots")
      try Folders.create(machines)
    } catch {
      throw StateFailure(error, at: path)
    }
  }
}

/// Why there is no place to keep a learner's progress.
package enum StateFailure: UserFacingError, Equatable {
  case noHome
  /// The folder cannot be made or written to, in the system's words.
  case unusable(path: String, reason: String, isFull: Bool)

  /// What `error` means for the folder at `path`.
  package init(_ error: SystemError, at path: String) {
    self = .unusable(path: path, reason: error.reason, isFull: error.isNoRoom)
  }

  package var summary: Phrase {
    switch self {
    case .noHome:
      Phrase(
        en: "HOME is not set, so there is no place to keep your progress",
        ja: "HOME が設定されていないため、進み具合を保存する場所がありません")
    case .unusable(let path, let reason, _):
      Phrase(
        en: "your progress cannot be kept in \(path): \(reason)",
        ja: "進み具合を \(path) に保存できません: \(reason)")
    }
  }

  package var remedy: Phrase? {
    switch self {
    case .noHome:
      Phrase(
        en: "Set HOME, or point XDG_STATE_HOME to a folder you can write to.",
        ja: "HOME を設定するか、書き込めるフォルダーを XDG_STATE_HOME に指定してください。")
    case .unusable(_, _, isFull: true):
      Phrase(en: "Free some disk space, then try again.", ja: "ディスクの空きを増やしてから、もう一度試してください。")
    case .unusable:
      Phrase(
        en: "Make it a folder you can write to, or point XDG_STATE_HOME to one.",
        ja: "書き込めるフォルダーにするか、書き込めるフォルダーを XDG_STATE_HOME に指定してください。")
    }
  }

  package var exitCode: ExitCode { .undetermined }
}
