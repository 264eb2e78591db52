import ArgumentParser
import Basics
import Lessons
import Practice
import Shell

/// `dojo shell MACHINE`: a shell, or one command, on a machine of the running sitting.
struct ShellCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "shell",
    abstract: "Open a shell on another machine of the lesson, or run one command there.",
    usage: "dojo shell <machine> [-- <command> ...]")

  @Argument(help: "The machine: host, other.") var machine: String
  @Argument(parsing: .postTerminator, help: "A command to run there instead of a shell.")
  var command: [String] = []
  @OptionGroup var speaking: SpeakingOptions

  func run() async throws {
    let sitting = try SittingCommand(speaking: speaking)
    guard let address = SittingAddress.ofRunningSitting(in: sitting.setup.folder) else {
      throw SittingFailure.notRunning
    }
    if sitting.isIsolatedElsewhere {
      let words = ["shell", machine] + (command.isEmpty ? [] : ["--"] + command)
      throw Ending(
        status: try await IsolatedRun.join(address, words, environment: sitting.context.environment))
    }
    if let current = Isolation.machineToLeave(
      for: Machine.ID(machine), environment: sitting.context.environment)
    {
      throw SittingFailure.isOnMachine(current)
    }
    let door = ControlClient(socket: address.control)
    let place = try await door.workPlace(
      on: Machine.ID(machine), lesson: sitting.setup.folder.name, runtime: RuntimeFolder(of: address))
    guard command.isEmpty else {
      let ended = try await MachineCommand(place: place, environment: sitting.setup.environment).run(command)
      throw Ending(status: ended.status)
    }
    let shell = SittingShell(
      door: door, place: place, environment: sitting.setup.environment,
      language: sitting.printer.console.language)
    _ = try await shell.run { sitting.printer.show($0) }
  }
}
