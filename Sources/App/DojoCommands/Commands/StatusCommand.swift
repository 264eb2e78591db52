import ArgumentParser
import Basics
import Lessons
import Practice

/// `dojo status`: where the learner stands, and the current step.
struct StatusCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "Show where you are, and the current step.")

  @OptionGroup var speaking: SpeakingOptions

  func run() async throws {
    let command = try SittingCommand(speaking: speaking)
    let status = try await command.status()
    let (console, lesson) = (command.printer.console, command.printer.lesson)
    switch speaking.format {
    case .json:
      var document = EventJSON(lesson: lesson, language: console.language).json(status).object ?? JSONObject()
      document["docker"] = .string(command.printer.docker.rawValue)
      console.print(JSONValue.object(document).text(.init(indent: 2)))
    case .text:
      let table = StatusText(console: console).table(status, of: lesson)
      let current = status.current.flatMap(lesson.step).map {
        StepText(console: console).step($0, of: lesson)
      }
      let place =
        command.printer.docker.isOwn
        ? LineWrap.hanging("  ", Self.own[console.language], width: console.width) : nil
      console.print([table, place, current].compactMap(\.self).joined(separator: "\n\n"))
    }
  }
}

extension StatusCommand {
  private static let own = Phrase(
    en: "On a Docker of your own. dojo reset 1 removes what this lesson has made there, and nothing else.",
    ja: "手元の Docker で行っています。dojo reset 1 は、このレッスンがそこに作ったものだけを削除します。")
}

extension SittingCommand {
  /// Where the learner stands: what the running sitting says, else what the journal says; no machine is started.
  func status() async throws -> SittingStatus {
    if let address = SittingAddress.ofRunningSitting(in: setup.folder) {
      return try await ControlClient(socket: address.control).status()
    }
    let contents = try Journal.read(at: setup.folder.journal)
    for damage in contents.damages { printer.console.warn(damage.notice) }
    return SittingStatus(of: setup.lesson, progress: Progress(folding: contents.entries))
  }
}
