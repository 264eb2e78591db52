import Basics
import DockerAPI
import Shell

extension Machine {
  /// Begins to look after the health of a container that runs, if it asks for that.
  func watchHealth(of id: String) {
    guard let container = state[container: id], let check = HealthCheck(container.config),
      let run = running[id]?.run
    else { return }
    healths[id] = HealthRecord()
    healthWatches[id]?.cancel()
    healthWatches[id] = Task {
      while !Task.isCancelled, running[id]?.run == run {
        try? await Task.sleep(for: check.interval)
        guard !Task.isCancelled, let container = state[container: id], running[id]?.run == run else { return }
        if container.life.status == .running { await look(after: container, check, run: run) }
      }
    }
  }

  /// Leaves a container alone.
  func stopWatchingHealth(of id: String) {
    healthWatches.removeValue(forKey: id)?.cancel()
    healths[id]?.stop()
  }

  private func look(after container: Container, _ check: HealthCheck, run: Int) async {
    let begin = now()
    let found = await probe(container, check)
    guard running[container.id]?.run == run, !Task.isCancelled else { return }
    let result = HealthResult(
      start: begin.text, end: now().text, exitCode: found.exitCode, output: found.output)
    let before = healths[container.id]?.status
    healths[container.id]?.take(
      result, of: check, age: begin.duration(since: container.life.startedAt))
    guard let after = healths[container.id]?.status, after != before else { return }
    record(.container("health_status: \(after.rawValue)", container, at: now()))
    changes.advance()
  }

  /// Runs the command of a check in its container.
  private func probe(_ container: Container, _ check: HealthCheck) async -> (exitCode: Int, output: String) {
    do throws(EngineFault) {
      let request = ExecRequest(attachesStderr: true, attachesStdout: true, command: check.words)
      let id = try makeExec(in: container.id, request)
      let (process, stream) = try await startExec(try claimExec(id))
      let reading = Task { await Self.text(of: stream) }
      let clock = Task {
        try? await Task.sleep(for: check.timeout)
        guard !Task.isCancelled else { return false }
        process?.signal(Int32(Signal.kill.number))
        reading.cancel()
        return true
      }
      let text = await reading.value
      clock.cancel()
      if await clock.value {
        return (-1, "Health check exceeded timeout (\(check.timeout.goText))")
      }
      return (execs[id]?.exitCode ?? -1, text)
    } catch {
      return (-1, error.message)
    }
  }

  /// What a command writes, as much as Docker keeps of it.
  private static func text(of stream: AsyncStream<OutputPiece>) async -> String {
    let limit = 4096
    var bytes: [UInt8] = []
    for await piece in stream where bytes.count < limit { bytes += piece.bytes.prefix(limit - bytes.count) }
    return String(decoding: bytes, as: UTF8.self)
  }
}
