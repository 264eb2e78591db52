import EngineClient

/// Both ways of a stream to a process in a container: its output is shown, what is typed is sent.
struct StreamExchange {
  let engine: EngineClient
  /// The route that tells the process how large its terminal is.
  let resizing: String
  let hasTerminal: Bool
  let takesInput: Bool
  let detachKeys: String?
  let environment: CommandEnvironment

  /// Runs a body with the learner's terminal raw, if there is one to be typed at.
  func withTerminal<Result: Sendable>(_ body: () async throws -> Result) async throws -> Result {
    guard hasTerminal, takesInput, environment.input.isTerminal else { return try await body() }
    return try await environment.input.raw { try await body() }
  }

  /// Copies both ways until the process's output ends; tells whether the learner detached instead.
  func run(_ stream: inout EngineReply, _ input: HijackedInput) async throws -> Bool {
    let pump = takesInput ? InputPump.start(environment.input, into: input, watching: keys) : nil
    let resizing = hasTerminal ? followSize() : nil
    defer {
      pump?.task.cancel()
      resizing?.cancel()
    }
    try await ContainerOutput(isTerminal: hasTerminal, environment: environment).copy(&stream)
    return pump?.hasDetached ?? false
  }

  private var keys: DetachKeys? {
    hasTerminal ? DetachKeys(detachKeys ?? DetachKeys.standard) : nil
  }

  private func followSize() -> Task<Void, Never> {
    let (engine, path, output, resizes) = (
      engine, resizing, environment.output, environment.signals.resizes()
    )
    return Task {
      await Self.resize(engine, path, output)
      for await _ in resizes { await Self.resize(engine, path, output) }
    }
  }

  private static func resize(_ engine: EngineClient, _ path: String, _ output: any OutputChannel) async {
    guard let size = output.terminal else { return }
    _ = try? await engine.send(
      EngineRequest(.post, path, query: [("h", "\(size.rows)"), ("w", "\(size.columns)")]))
  }
}
