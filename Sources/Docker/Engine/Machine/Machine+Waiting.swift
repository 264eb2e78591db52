import DockerAPI

/// What somebody waits for.
enum WaitCondition: String, Sendable {
  case notRunning = "not-running"
  case nextExit = "next-exit"
  case removed
}

/// Somebody who waits for a container.
struct Waiter: Sendable {
  let container: String
  let condition: WaitCondition
  let continuation: AsyncStream<WaitReply>.Continuation
}

extension Machine {
  /// A stream of one reply, sent when the condition comes true; with `not-running` that may be at once.
  ///
  /// - Throws: `EngineFault` (404) when there is no such container.
  func wait(
    for name: String, until condition: WaitCondition = .notRunning
  ) throws(EngineFault) -> AsyncStream<WaitReply> {
    let container = try state.container(named: name)
    let (stream, continuation) = AsyncStream<WaitReply>.makeStream()
    if condition == .notRunning, !container.life.status.isActive {
      continuation.yield(WaitReply(statusCode: container.life.exitCode))
      continuation.finish()
    } else {
      waiters.append(Waiter(container: container.id, condition: condition, continuation: continuation))
    }
    return stream
  }

  /// Tells those who wait for one of the conditions.
  func wake(_ id: String, _ conditions: Set<WaitCondition>, exitCode: Int) {
    for waiter in waiters where waiter.container == id && conditions.contains(waiter.condition) {
      waiter.continuation.yield(WaitReply(statusCode: exitCode))
      waiter.continuation.finish()
    }
    waiters.removeAll { $0.container == id && conditions.contains($0.condition) }
  }
}
