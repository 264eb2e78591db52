import Basics
import DockerAPI
import Shell

extension Machine {
  /// Where a container's output goes.
  func log(of container: Container) -> LogStore {
    if let log = logs[container.id] { return log }
    let isKept = container.hostConfig.logConfig.type != "none"
    let log = LogStore(path: isKept ? folder.log(of: container.id) : nil, now: now)
    logs[container.id] = log
    return log
  }

  /// Takes what a program writes.
  func write(_ text: String, to stream: OutputStream, of container: Container) {
    guard state[container: container.id] != nil else { return }
    // Output that cannot be kept, on a full disk say, must not end the program that wrote it.
    try? log(of: container).append(
      container.visible(text), to: container.hasTerminal ? .standardOutput : stream)
  }

  /// What a container wrote, and if asked for what it goes on to write while it runs.
  ///
  /// - Throws: `EngineFault`: 404, or 501 when its output is not kept.
  func output(
    of name: String, _ selection: LogSelection, follow: Bool
  ) throws(EngineFault) -> (container: Container, past: [LogEntry], future: AsyncStream<LogEntry>?) {
    let container = try state.container(named: name)
    guard container.hostConfig.logConfig.type != "none" else {
      throw EngineFault(status: 501, message: "configured logging driver does not support reading")
    }
    let log = log(of: container)
    guard follow, container.life.status.isActive else { return (container, log.entries(selection), nil) }
    let (past, future) = log.follow(selection)
    return (container, past, future)
  }

  /// What a container writes from now on, until it ends; it may still have to be started.
  func attach(to name: String, includingPast: Bool) throws(EngineFault) -> (
    container: Container, past: [LogEntry], future: AsyncStream<OutputPiece>
  ) {
    let container = try state.container(named: name)
    guard container.life.status != .paused else {
      throw .conflict("Container \(container.name.text) is paused, unpause the container before attach.")
    }
    let log = log(of: container)
    let future = log.attach()
    record(.container("attach", container, at: now()))
    return (container, includingPast ? log.entries() : [], future)
  }
}

extension Machine {
  /// The process of a container, once it runs; `nil` for a program that this process plays, or when it never comes.
  func process(of id: String) async -> LiveChild? {
    if let started = running[id] { return started.process }
    guard state[container: id] != nil else { return nil }
    let (stream, continuation) = AsyncStream<Void>.makeStream()
    startListeners[id, default: []].append(continuation)
    for await _ in stream {}
    return running[id]?.process
  }

  /// Tells a container's terminal, or one that is still to come, how large it is.
  func resize(_ name: String, to size: WindowSize) throws(EngineFault) {
    let container = try state.container(named: name)
    sizes[container.id] = size
    running[container.id]?.process?.resize(to: size)
  }
}
