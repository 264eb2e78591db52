import Basics
import Subprocess

/// A child that runs, with both ends of its standard streams in our hands.
package struct ChildConversation: Sendable {
  /// The child's process number.
  package let process: Int32
  private let writer: StandardInputWriter
  private let pieces: SubprocessOutputSequence

  fileprivate init(process: Int32, writer: StandardInputWriter, pieces: SubprocessOutputSequence) {
    self.process = process
    self.writer = writer
    self.pieces = pieces
  }

  /// Gives the child something to read.
  ///
  /// - Throws: when the child has closed its standard input.
  package func write(_ bytes: [UInt8]) async throws { _ = try await writer.write(bytes) }

  /// Tells the child that nothing more will come.
  package func endInput() async throws { try await writer.finish() }

  /// Hands over what the child writes on standard output, piece by piece, until it closes it.
  package func forEachOutput(_ body: ([UInt8]) async throws -> Void) async throws {
    try await pieces.forEachPiece(body)
  }
}

extension SubprocessOutputSequence {
  /// Hands over what a child writes, piece by piece, until it closes the stream.
  func forEachPiece(_ body: ([UInt8]) async throws -> Void) async throws {
    for try await buffer in self {
      try await body(unsafe buffer.withUnsafeBytes { unsafe Array($0) })
      // A child that writes without end never makes this loop wait, and on one processor nothing else would run.
      await Task.yield()
    }
  }
}

extension ChildCommand {
  /// Runs the child while `body` talks with it.
  ///
  /// Its standard error is this process's own, or with `isOneStream` the same as its standard output: a child that is
  /// not trusted must hold nothing of ours open. With `isSilent` nobody hears what it says there.
  /// The child is waited for after `body` has returned; cancelling the task ends it.
  /// - Throws: `ChildFailure` when the program cannot be started, or what `body` throws.
  package func converse<Result: Sendable>(
    isOneStream: Bool = false, isSilent: Bool = false, _ body: (ChildConversation) async throws -> Result
  ) async throws -> (result: Result, termination: Termination) {
    do {
      if isSilent { return try await converse(error: .discarded, body) }
      return isOneStream
        ? try await converse(error: .combinedWithOutput, body)
        : try await converse(error: .currentStandardError, body)
    } catch let error as SubprocessError {
      throw ChildFailure(executable: executable, reason: error.description)
    }
  }

  private func converse<Result: Sendable>(
    error: some ErrorOutputProtocol, _ body: (ChildConversation) async throws -> Result
  ) async throws -> (result: Result, termination: Termination) {
    let outcome = try await Subprocess.run(
      configuration, input: .inputWriter, output: .sequence, error: error
    ) { child in
      try await body(
        ChildConversation(
          process: Int32(child.processIdentifier.value), writer: child.standardInputWriter,
          pieces: child.standardOutput))
    }
    return (outcome.closureResult, Termination(outcome.terminationStatus))
  }
}
