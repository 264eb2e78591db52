import Basics
import DockerAPI
import EngineClient
import Synchronization

/// A container in the foreground: its output is shown, its input is fed, its exit code is the command's.
struct AttachedSession {
  /// So many Ctrl-C in a row end the command even when the container ignores them.
  private static let patience = 2

  let engine: EngineClient
  let id: String
  let hasTerminal: Bool
  let takesInput: Bool
  let forwardsSignals: Bool
  /// What to wait for; `nil` when the container runs already.
  let waitCondition: String?
  var showsOutput = true
  var showsErrors = true
  let detachKeys: String?
  let environment: CommandEnvironment

  /// Attaches, waits, and only then lets `start` start the container, so that nothing it prints is missed.
  func run(start: () async throws -> Void) async throws -> Int32 {
    try await exchange.withTerminal { try await attach(start) }
  }

  private func attach(_ start: () async throws -> Void) async throws -> Int32 {
    try await engine.withHijackedStream(attachRequest) { stream, input in
      try await engine.withReply(to: waitRequest) { wait in
        try await wait.requireSuccess()
        let signals = forwardSignals()
        defer { signals.cancel() }
        try await start()
        let hasDetached = try await exchange.run(&stream, input)
        return hasDetached ? 0 : try await exitCode(&wait)
      }
    }
  }

  private var attachRequest: EngineRequest {
    var query = [(name: "stream", value: "1")]
    if showsOutput { query.append(("stdout", "1")) }
    if showsErrors { query.append(("stderr", "1")) }
    if takesInput { query.append(("stdin", "1")) }
    if let detachKeys { query.append(("detachKeys", detachKeys)) }
    return EngineRequest(.post, "/containers/\(id)/attach", query: query)
  }

  private var waitRequest: EngineRequest {
    EngineRequest(
      .post, "/containers/\(id)/wait",
      query: waitCondition.map { [(name: "condition", value: $0)] } ?? [])
  }

  private var exchange: StreamExchange {
    StreamExchange(
      engine: engine, resizing: "/containers/\(id)/resize", hasTerminal: hasTerminal, takesInput: takesInput,
      detachKeys: detachKeys, environment: environment)
  }

  private func exitCode(_ wait: inout EngineReply) async throws -> Int32 {
    let reply: WaitReply = try await wait.document().decoded()
    if let error = reply.error, reply.statusCode != 0 { environment.errors.write(error.message + "\n") }
    return Int32(truncatingIfNeeded: reply.statusCode)
  }

  private func forwardSignals() -> Task<Void, Never> {
    guard forwardsSignals, !hasTerminal else { return Task {} }
    let (engine, id, signals) = (engine, id, environment.signals.forwarded())
    return Task {
      var interrupts = 0
      for await signal in signals {
        _ = try? await engine.send(
          EngineRequest(.post, "/containers/\(id)/kill", query: [("signal", signal.rawValue)]))
        interrupts += 1
        // From here on the next one has its default effect.
        if interrupts > Self.patience { return }
      }
    }
  }
}
