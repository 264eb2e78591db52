import Basics
import Lessons
import TestSupport
import Testing

@testable import DojoCommands

/// Somebody at a terminal who waits for each prompt.
struct Learner {
  let terminal: TerminalSession
  let lesson: Lesson

  init(terminal: TerminalSession, lesson: Lesson) {
    self.terminal = terminal
    self.lesson = lesson
  }

  /// Types a command and returns what was shown until the next prompt, as one line.
  @discardableResult
  func types(_ command: String) async throws -> String {
    terminal.send(command + "\r")
    return unwrapped(try await terminal.wait(for: "ready> "))
  }

  /// Types the command that does a step.
  @discardableResult
  func passes(_ step: Int, _ command: String, sourceLocation: SourceLocation = #_sourceLocation) async throws
    -> String
  {
    let shown = try await types(command)
    #expect(shown.contains("Step \(step) passed"), "\(shown)", sourceLocation: sourceLocation)
    return shown
  }

  /// Types a command that does not do; a diagnosis of that step must be told.
  func errs(
    _ command: String, step number: Int, diagnosis: Diagnosis.ID? = nil,
    sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    let shown = try await types(command)
    #expect(shown.contains("Step \(number): not yet"), "\(shown)", sourceLocation: sourceLocation)
    let known = lesson.steps.flatMap(\.diagnoses).filter { diagnosis == nil || $0.id == diagnosis }
    #expect(
      known.contains { shown.contains(unwrapped($0.say.en)) }, "no diagnosis in: \(shown)",
      sourceLocation: sourceLocation)
  }
}
