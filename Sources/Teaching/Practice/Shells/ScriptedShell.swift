import Basics
import Lessons
import Shell

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Commands that are piped into dojo: run one after another by one bash, judged as they go.
///
/// Variables, the working folder, here-documents and commands of several lines live on from one to the next.
package struct ScriptedShell: Sendable {
  private let door: any SittingDoor
  private let place: WorkPlace
  private let environment: [String: String]

  /// `environment` is the learner's own, as dojo was called with it.
  package init(door: any SittingDoor, place: WorkPlace, environment: [String: String]) {
    self.door = door
    self.place = place
    self.environment = environment
  }

  /// Runs what stands on this process's standard input; output is passed through.
  package func run(show: @escaping SittingShell.Show) async throws -> Termination {
    let folder = "\(place.runtime.path)/script-\(getpid())"
    try Folders.create(folder)
    defer { Folders.remove(folder) }
    let channel = try PromptChannel(folder: folder)
    let script = "\(folder)/run.bash"
    try AtomicFile.write(ScriptLoop.text(channel: folder).utf8, to: script, mode: 0o600)
    let bash = ChildCommand("bash", [script], environment: place.environment(adding: environment))
    return try await withThrowingTaskGroup(of: Termination?.self) { group in
      group.addTask {
        await serve(channel, show)
        return nil
      }
      group.addTask { try await bash.runInherited() }
      defer { group.cancelAll() }
      while let finished = try await group.next() {
        if let finished { return finished }
      }
      return .exited(0)
    }
  }

  private func serve(_ channel: PromptChannel, _ show: SittingShell.Show) async {
    var running = ""
    await channel.serve { request in
      switch request {
      case .starting(let command):
        running = command
        show(.running(command: command, on: place.machine.id))
      case .prompt(let status):
        show(.ran(command: running, on: place.machine.id, exit: status))
        await judge(status, show)
      }
      return place.machine.id.text
    }
  }

  private func judge(_ status: Int32, _ show: SittingShell.Show) async {
    do {
      try await door.prompt(on: place.machine.id, status: status, patience: .whole).events.forEach(show)
    } catch {
      show(.notice(ControlFailure(error).text))
    }
  }
}
