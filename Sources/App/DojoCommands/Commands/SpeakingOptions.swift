import ArgumentParser
import Basics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How dojo speaks: the same on every command.
struct SpeakingOptions: ParsableArguments {
  @Option(name: .customLong("lang"), help: "Language: en or ja. Default: from LC_ALL, LC_MESSAGES or LANG.")
  var language: Language?

  @Flag(help: "Plain text: no colour, no cursor movement.")
  var plain = false

  @Option(help: "Output format: text or json.")
  var format = OutputFormat.text

  /// The console to speak on; `fallback` is the language when none is asked for.
  func console(
    environment: [String: String], language fallback: Language? = nil, output: Int32 = STDOUT_FILENO
  ) -> Console {
    Console(
      language: language ?? fallback, plain: plain || format == .json, environment: environment,
      output: output)
  }
}

enum OutputFormat: String, ExpressibleByArgument, CaseIterable, Sendable {
  case text
  case json
}

extension Language: ExpressibleByArgument {}
