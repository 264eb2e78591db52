import ArgumentParser
import Basics

/// The one way into dojo, whatever name the binary was called by.
package enum DojoEntry {
  /// Runs what the arguments ask for; the result is the exit code.
  package static func run(_ arguments: [String]) async -> Int32 {
    let context = ProcessContext.current()
    do {
      var command = try DojoCommand.parseAsRoot(Array(arguments.dropFirst()))
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
      return Basics.ExitCode.success.rawValue
    } catch let verdict as Ending {
      return verdict.code.rawValue
    } catch let error as any UserFacingError {
      SpeakingOptions.guessed(from: arguments, environment: context.environment).report(error)
      return error.exitCode.rawValue
    } catch {
      return tell(error, context: context)
    }
  }

  /// Help and version are results; everything else that ArgumentParser throws is a wrong command line.
  private static func tell(_ error: any Error, context: ProcessContext) -> Int32 {
    let console = Console(language: nil, plain: true, environment: context.environment)
    let message = DojoCommand.fullMessage(for: error)
    if DojoCommand.exitCode(for: error) == .success {
      console.print(message)
      return Basics.ExitCode.success.rawValue
    }
    console.narrate(message)
    return DojoCommand.exitCode(for: error) == .validationFailure
      ? Basics.ExitCode.usage.rawValue : Basics.ExitCode.undetermined.rawValue
  }
}

/// A command that has said all there is to say and ends with this code.
struct Ending: Error {
  let code: Basics.ExitCode
}

extension SpeakingOptions {
  /// The console for an error that comes after parsing, when only the raw arguments are at hand.
  static func guessed(from arguments: [String], environment: [String: String]) -> Console {
    let options = try? SpeakingOptions.parse(speakingArguments(in: arguments))
    return (options ?? SpeakingOptions()).console(environment: environment)
  }

  private static func speakingArguments(in arguments: [String]) -> [String] {
    guard let index = arguments.firstIndex(of: "--lang"), index + 1 < arguments.count else {
      return arguments.filter { $0.hasPrefix("--lang=") || $0 == "--plain" }
    }
    return ["--lang", arguments[index + 1]] + (arguments.contains("--plain") ? ["--plain"] : [])
  }
}
