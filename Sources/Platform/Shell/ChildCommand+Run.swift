import Basics
import Subprocess

/// What a child reads as its standard input.
package enum ChildInput: Sendable, Equatable {
  case nothing
  /// For a process that ignores SIGPIPE: the child may end before it has read them.
  case bytes([UInt8])
  /// Whatever this process reads: a terminal stays a terminal.
  case inherited
}

extension ChildCommand {
  /// Receives a piece of a child's output as it comes.
  package typealias Sink = @Sendable ([UInt8]) async -> Void

  /// Runs the child on this process's own standard streams and waits for its end.
  ///
  /// - Throws: `ChildFailure` when the program cannot be started.
  package func runInherited() async throws -> Termination {
    try await translatingErrors {
      try await Subprocess.run(
        configuration, input: .currentStandardInput, output: .currentStandardOutput,
        error: .currentStandardError
      ).terminationStatus
    }
  }

  /// Runs the child and hands over its output piece by piece.
  ///
  /// - Throws: `ChildFailure` when the program cannot be started.
  package func run(
    input: ChildInput = .nothing, onOutput: @escaping Sink, onError: @escaping Sink
  ) async throws -> Termination {
    try await translatingErrors {
      switch input {
      case .nothing: try await stream(input: .none, onOutput, onError)
      case .bytes(let bytes): try await stream(bytes, onOutput, onError)
      case .inherited: try await stream(input: .currentStandardInput, onOutput, onError)
      }
    }
  }

  /// Runs the child to its end and keeps at most `limit` bytes of each stream.
  ///
  /// - Throws: `ChildFailure` when the program cannot be started. Cancelling the task ends the child.
  package func capture(input: ChildInput = .nothing, limit: Int = 1 << 20) async throws -> ChildOutcome {
    let (stdout, stderr) = (CappedText(limit: limit), CappedText(limit: limit))
    let termination = try await run(input: input) {
      stdout.append($0)
    } onError: {
      stderr.append($0)
    }
    return ChildOutcome(
      termination: termination, stdout: stdout.text, stderr: stderr.text,
      isTruncated: stdout.isTruncated || stderr.isTruncated)
  }

  private func stream(
    input: some InputProtocol, _ onOutput: @escaping Sink, _ onError: @escaping Sink
  ) async throws -> TerminationStatus {
    try await Subprocess.run(configuration, input: input, output: .sequence, error: .sequence) { child in
      async let errors: Void = child.standardError.forEachPiece(onError)
      try await child.standardOutput.forEachPiece(onOutput)
      try await errors
    }.terminationStatus
  }

  /// A child may end before it has read everything: that is not the fault of whoever writes, and the library's own way of
  /// writing an array would end this process then.
  private func stream(
    _ bytes: [UInt8], _ onOutput: @escaping Sink, _ onError: @escaping Sink
  ) async throws -> TerminationStatus {
    try await Subprocess.run(configuration, input: .inputWriter, output: .sequence, error: .sequence) {
      child in
      let writer = child.standardInputWriter
      async let writing: Void = {
        _ = try? await writer.write(bytes)
        try? await writer.finish()
      }()
      async let errors: Void = child.standardError.forEachPiece(onError)
      try await child.standardOutput.forEachPiece(onOutput)
      try await errors
      await writing
    }.terminationStatus
  }

  var configuration: Configuration {
    var options = PlatformOptions()
    options.teardownSequence = [
      .send(signal: .terminalClosed, allowedDurationToNextStep: .seconds(2))
    ]
    return Configuration(
      executable: executable.contains("/") ? .path(literal(executable)) : .name(executable),
      arguments: Arguments(arguments),
      environment: .custom(
        Dictionary(
          environment.map { (Environment.Key(stringLiteral: $0.key), $0.value) },
          uniquingKeysWith: { _, last in last })),
      workingDirectory: workingDirectory.map { literal($0) },
      platformOptions: options)
  }

  private func translatingErrors(_ body: () async throws -> TerminationStatus) async throws -> Termination {
    do {
      return Termination(try await body())
    } catch let error as SubprocessError {
      throw ChildFailure(executable: executable, reason: error.description)
    }
  }
}

extension Termination {
  init(_ status: TerminationStatus) {
    switch status {
    case .exited(let code): self = .exited(code)
    case .signaled(let signal): self = .signalled(signal)
    }
  }
}

/// A path in the type that Subprocess wants; its module cannot be imported without one more dependency.
private func literal<Path: ExpressibleByStringLiteral>(_ text: Path.StringLiteralType) -> Path {
  Path(stringLiteral: text)
}
