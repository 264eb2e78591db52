import Basics

/// The files that hold a machine's state: whole and durable after each change.
struct StateFile: Sendable {
  private let path: String
  private var file: ChangingFile

  /// - Parameters:
  ///   - path: The files' path without what follows the dot.
  ///   - isKept: Whether anything is written at all: a machine that nobody opens again needs no file.
  init(path: String, isKept: Bool = true) {
    self.path = path
    file = ChangingFile(path: path, isKept: isKept)
  }

  /// The stored state; `nil` when there is none yet.
  ///
  /// - Throws: `StateFileUnreadable`.
  mutating func load() throws -> MachineState? {
    do {
      let content = try file.load()
      guard var state = try content.document?.decoded(as: MachineState.self) else { return nil }
      for change in content.changes { try state.apply(change) }
      return state
    } catch {
      throw StateFileUnreadable(path: "\(path).json", reason: "\(error)")
    }
  }

  /// Makes a state durable that is not on disk yet.
  mutating func begin(_ state: MachineState) throws {
    try file.replace(with: JSONValue(encoding: state))
  }

  /// Makes durable what has changed since the state was last saved.
  mutating func save(_ state: inout MachineState) throws(EngineFault) {
    guard file.isKept else { return state.markSaved() }
    do {
      guard let change = try state.change() else { return }
      let saved = state
      try file.save(change) { try JSONValue(encoding: saved) }
      state.markSaved()
    } catch let error as SystemError {
      throw .system("\(error.operation) \(error.subject): \(error.reason)")
    } catch {
      throw .system("\(error)")
    }
  }
}

/// A machine's state file that does not read as one.
package struct StateFileUnreadable: UserFacingError {
  package let path: String
  package let reason: String

  package var summary: Phrase {
    Phrase(
      en: "the practice machine's state in \(path) cannot be read: \(reason)",
      ja: "練習用マシンの状態ファイル \(path) を読み込めません: \(reason)")
  }

  package var remedy: Phrase? {
    Phrase(
      en: "Go back to the start of a step with 'dojo reset', or remove that file to begin anew.",
      ja: "'dojo reset' で手順のはじめに戻るか、そのファイルを削除して最初からやり直してください。")
  }

  package var exitCode: ExitCode { .undetermined }
}
