import ArgumentParser
import Basics

/// How dojo speaks: the same on every command.
struct SpeakingOptions: ParsableArguments {
  @Option(name: .customLong("lang"), help: "Language: en or ja. Default: from LC_ALL, LC_MESSAGES or LANG.")
  var language: Language?

  @Flag(help: "Plain text: no colour, no cursor movement.")
  var plain = false

  @Option(help: "Output format: text or json.")
  var format = OutputFormat.text

  func console(environment: [String: String]) -> Console {
    Console(language: language, plain: plain || format == .json, environment: environment)
  }
}

enum OutputFormat: String, ExpressibleByArgument, CaseIterable, Sendable {
  case text
  case json
}

extension Language: ExpressibleByArgument {}
