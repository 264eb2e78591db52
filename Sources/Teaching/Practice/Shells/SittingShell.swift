import Basics
import Lessons
import Shell

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The learner's shell on one machine of a sitting, in this process's terminal.
package struct SittingShell: Sendable {
  /// Shows an event to the learner at once, above the next prompt.
  package typealias Show = @Sendable (SittingEvent) -> Void

  private let door: any SittingDoor
  private let place: WorkPlace
  private let environment: [String: String]
  private let language: Language

  /// `environment` is the learner's own, as dojo was called with it.
  package init(
    door: any SittingDoor, place: WorkPlace, environment: [String: String], language: Language
  ) {
    self.door = door
    self.place = place
    self.environment = environment
    self.language = language
  }

  /// Whether the learner's shell tells dojo of each command; one that does not is left to `dojo check`.
  package var hasHooks: Bool { program.kind.hasHooks }

  private var program: ShellProgram { ShellProgram(environment: environment) }

  /// Runs the shell until the learner leaves it.
  package func run(show: @escaping Show) async throws -> Termination {
    try await withFolder { folder in
      let channel = try PromptChannel(folder: folder)
      // A shell with hooks asks before its first prompt.
      if !hasHooks { try await door.prompt(on: place.machine.id, status: 0).events.forEach(show) }
      var shell = LearnersShell(
        program: program, dressing: dressing(folder: folder), folder: folder,
        environment: place.environment(adding: environment))
      shell.around = place.onMachine
      return try await shell.run(on: channel) { request in
        guard case .prompt(let status) = request else { return "" }
        return await answer(status, show)
      }
    }
  }

  private func answer(_ status: Int32, _ show: @escaping Show) async -> String {
    let machine = place.machine.id
    let judging = Task { [door] in
      do {
        let reply = try await door.prompt(on: machine, status: status)
        reply.events.forEach(show)
        return reply.mark
      } catch {
        show(.notice(ControlFailure(error).text))
        return machine.text
      }
    }
    return await judging.value(within: Self.patience)
      ?? {
        show(.notice(Self.stillChecking))
        return machine.text
      }()
  }

  /// The longest that a learner waits for a prompt.
  private static let patience = Duration.seconds(10)

  private func dressing(folder: String) -> ShellDressing {
    ShellDressing(
      links: place.runtime.links,
      // The usual alias, `sudo ` for sudo, lets aliases stand behind it and does no harm.
      linkedPrograms: WorkPlace.linkedPrograms.filter { $0 != "sudo" },
      channel: folder,
      answeringProcess: getpid(), farewell: Self.farewell[language], fixedMark: place.machine.id.text)
  }

  /// Start-up files and FIFOs of one shell; several shells of a sitting do not meet.
  private func withFolder<Result>(_ body: (String) async throws -> Result) async throws -> Result {
    let folder = "\(place.runtime.path)/shell-\(getpid())"
    try Folders.create(folder)
    defer { Folders.remove(folder) }
    return try await body(folder)
  }

  private static let stillChecking = Phrase(
    en: "Checking takes longer than usual. Go on; dojo check asks again.",
    ja: "確認に時間がかかっています。このまま続けてください。dojo check でもう一度確認できます。")

  private static let farewell = Phrase(
    en: "dojo has stopped; what you did is kept. Leave this shell with exit and go on with dojo run.",
    ja: "dojo は終了していますが、ここまでの内容は保存されています。exit でシェルを終え、dojo run で再開してください。")
}
