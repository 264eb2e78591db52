import Basics
import Lessons
import Practice

extension Attendant {
  /// Does what `dojo` does inside a sitting, as far as it means anything here: hints and solutions are counted.
  func performDojo(_ call: LinkedCall, _ streams: CallStreams) async -> Int32 {
    let step = call.arguments.dropFirst().first.flatMap { Int($0) }
    do {
      switch call.arguments.first {
      case "hint": _ = try await sitting.hint(step)
      case "solution": _ = try await sitting.solution(step)
      case "reset": _ = try await sitting.reset(step)
      case "check":
        await sitting.lookAnew()
        _ = try await sitting.check(step)
      case "answer":
        try await sitting.record(
          CommandEntry(
            argv: ["dojo"] + call.arguments, folder: call.folder, machine: call.machine, exit: 0, output: "",
            started: 0))
        await sitting.lookAnew()
        _ = try await sitting.check(nil)
      case "status", "list", nil: break
      default:
        say(
          Phrase(
            en: "this dojo command is not available while a submission is graded",
            ja: "採点中は、この dojo コマンドを使えません"), streams)
        return ExitCode.usage.rawValue
      }
      return 0
    } catch {
      let known = error as? any UserFacingError
      say(known?.summary ?? Phrase(verbatim: "\(error)"), streams)
      return (known?.exitCode ?? .undetermined).rawValue
    }
  }
}
