import ArgumentParser
import Practice

/// `dojo check`: judge a step now.
struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "check", abstract: "Judge a step now.")

  @Argument(help: "Number of the step; the current one when left out.") var step: Int?
  @OptionGroup var speaking: SpeakingOptions

  func run() async throws {
    try await SittingCommand(speaking: speaking).tell { try await $0.check(step) }
  }
}

/// `dojo hint`: the next rung of the ladder of hints.
struct HintCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hint", abstract: "Show the next hint; each says more than the one before.")

  @Argument(help: "Number of the step; the current one when left out.") var step: Int?
  @OptionGroup var speaking: SpeakingOptions

  func run() async throws {
    try await SittingCommand(speaking: speaking).tell { try await $0.hint(step) }
  }
}

/// `dojo solution`: how the author does it.
struct SolutionCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "solution", abstract: "Show one solution; that is noted, and the step still has to be done.")

  @Argument(help: "Number of the step; the current one when left out.") var step: Int?
  @OptionGroup var speaking: SpeakingOptions

  func run() async throws {
    try await SittingCommand(speaking: speaking).tell { try await $0.solution(step) }
  }
}
