import Basics

/// The file that holds a machine's state: whole and durable after each change.
struct StateFile: Sendable {
  let path: String
  /// Whether anything is written at all: a machine that nobody opens again needs no file.
  var isKept = true

  /// The stored state; `nil` when there is none yet.
  ///
  /// - Throws: `StateFileUnreadable`.
  func load() throws -> MachineState? {
    guard let bytes = try FileBytes.readIfPresent(path) else { return nil }
    do {
      return try JSONValue(parsing: bytes).decoded()
    } catch {
      throw StateFileUnreadable(path: path, reason: "\(error)")
    }
  }

  func save(_ state: MachineState) throws(EngineFault) {
    guard isKept else { return }
    do {
      try AtomicFile.write(JSONValue(encoding: state).utf8(), to: path)
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
