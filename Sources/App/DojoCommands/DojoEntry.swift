import ArgumentParser
import Basics
import Practice

/// The one way into dojo, whatever name the binary was called by.
package enum DojoEntry {
  /// Runs what the arguments ask for; the result is the exit code.
  ///
  /// The name in the first argument decides: on a learner's PATH, `docker`, `curl` and `sudo` are links to dojo.
  package static func run(_ arguments: [String]) async -> Int32 {
    let context = ProcessContext.current()
    let call = LinkCall(
      argv: arguments, environment: context.environment, folder: OwnProcess.folder(),
      now: { Timestamp.now().milliseconds })
    switch await LinkDispatch.run(call) {
    case .ended(let status): return status
    case .dojo(let arguments): return await runDojo(arguments, context)
    }
  }

  private static func runDojo(_ arguments: [String], _ context: ProcessContext) async -> Int32 {
    do {
      if let call = PlainServing(arguments) {
        let console = Console(language: nil, plain: false, environment: context.environment)
        try await RegistryServeCommand.serve(RegistryPlan(call), console)
        return Basics.ExitCode.success.rawValue
      }
      var command = try DojoCommand.parseAsRoot(arguments)
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
      return Basics.ExitCode.success.rawValue
    } catch let ending as Ending {
      return ending.status
    } catch let error as any UserFacingError {
      Console.forErrors(arguments: arguments, environment: context.environment).report(error)
      return error.exitCode.rawValue
    } catch {
      return tell(error, arguments: arguments, context: context)
    }
  }

  /// Help and version are results; a wrong command line is the caller's, anything else is ours.
  private static func tell(_ error: any Error, arguments: [String], context: ProcessContext) -> Int32 {
    let console = Console.forErrors(arguments: arguments, environment: context.environment)
    let code = DojoCommand.exitCode(for: error)
    switch code {
    case .success:
      console.print(DojoCommand.fullMessage(for: error))
      return Basics.ExitCode.success.rawValue
    case .validationFailure:
      if let unknown = UnknownCommand(in: arguments) {
        console.report(unknown)
      } else {
        console.report(WrongUsage())
        console.narrate(DojoCommand.fullMessage(for: error))
      }
      return Basics.ExitCode.usage.rawValue
    default:
      console.narrate("dojo: \(error)")
      return Basics.ExitCode.undetermined.rawValue
    }
  }
}

/// The end of a command that has said all there is to say.
struct Ending: Error {
  let status: Int32

  init(code: Basics.ExitCode) {
    status = code.rawValue
  }

  /// The exit code of a program that was run on the learner's behalf.
  init(status: Int32) {
    self.status = status
  }
}
