import Basics
import DockerAPI
import DockerCLI
import EngineClient
import TestSupport

/// Runs recorded commands with the bundled docker.
struct ReplayRunner {
  struct Result: Equatable {
    var output = ""
    var errors = ""
    var exitCode: Int32 = 0
  }

  let recorded: RecordedCase
  /// Seconds since 1970 that the command takes for now.
  let now: Int
  let folder: String
  let terminal: TerminalSize?

  init(_ recorded: RecordedCase, now: Int, folder: String, terminal: TerminalSize? = nil) {
    self.recorded = recorded
    self.now = now
    self.folder = folder
    self.terminal = terminal
  }

  /// The result, and what the command asked the engine that the real docker did not; nothing for a line that needs a
  /// real shell.
  func run() async throws -> (result: Result, unexpected: [String])? {
    guard let commands = CommandWords.parse(recorded.command) else { return nil }
    let engine = ReplayEngine(recorded.exchanges)
    let path = folder + "/e.sock"
    let result = try await engine.serve(at: path) {
      var whole = Result()
      for command in commands {
        let one = try await run(command, path)
        whole = Result(
          output: whole.output + one.output, errors: whole.errors + one.errors, exitCode: one.exitCode)
        guard one.exitCode == 0 else { break }
      }
      return whole
    }
    return (result, engine.unexpected)
  }

  private func run(_ words: [[CommandWords.Piece]], _ path: String) async throws -> Result {
    var arguments: [String] = []
    for word in words.dropFirst() {
      var text = ""
      var expanded: [String]?
      for piece in word {
        switch piece {
        case .text(let literal):
          text += literal.hasPrefix("~/") ? "/home/learner" + literal.dropFirst() : literal
        case .substitution(let command):
          let inner = CommandWords.parse(String(command.prefix { $0 != "|" })) ?? []
          var output = ""
          for part in inner { output += try await run(part, path).output }
          expanded = output.split(whereSeparator: \.isWhitespace).map(String.init)
          if command.contains("head -1") { expanded = expanded.map { Array($0.prefix(1)) } }
        }
      }
      arguments += expanded ?? [text]
    }
    let (output, errors) = (CollectedOutput(terminal: terminal), CollectedOutput(terminal: terminal))
    let endpoint: EngineEndpoint? = recorded.errors.contains("Cannot connect") ? .standard : .unix(path: path)
    let environment = CommandEnvironment(
      endpoint: recorded.command.contains("-H ") ? nil : endpoint,
      variables: ["HOME": folder], workingFolder: folder, input: TextInput(recorded.input), output: output,
      errors: errors, now: { Timestamp(seconds: now) })
    let code = await DockerCommandLine.run(arguments: arguments, environment: environment)
    return Result(output: output.text, errors: errors.text, exitCode: code)
  }
}

/// An input that holds a text.
private struct TextInput: InputChannel {
  private let source: AsyncStream<[UInt8]>

  init(_ text: String) {
    source = AsyncStream { continuation in
      if !text.isEmpty { continuation.yield(Array(text.utf8)) }
      continuation.finish()
    }
  }

  func read() async -> [UInt8]? {
    for await bytes in source { return bytes }
    return nil
  }
}
