import DockerAPI
import Shell

extension Machine {
  /// Gives a container another name.
  func rename(_ name: String, to text: String) throws(EngineFault) {
    let container = try state.container(named: name)
    guard !text.isEmpty else { throw .system("Neither old nor new names may be empty") }
    let new = try newName(text)
    guard new != container.name else {
      throw .badParameter("Renaming a container with the same name as its current name")
    }
    do throws(EngineFault) {
      try requireFree(new)
    } catch {
      throw EngineFault(
        status: error.status, message: "Error when allocating new name: \(error.message)")
    }
    let old = container.name
    try update(container.id) { $0.name = new }
    spreadNames(of: container.id)
    if let renamed = state[container: container.id] {
      record(.container("rename", renamed, ["oldName": "/\(old.text)"], at: now()))
    }
  }

  /// Docker puts a slash before a new name before it looks at it.
  private func newName(_ text: String) throws(EngineFault) -> ContainerName {
    do throws(EngineFault) {
      return try ContainerName(parsing: text)
    } catch {
      let slashed = text.hasPrefix("/") ? text : "/\(text)"
      throw EngineFault(
        status: error.status,
        message: "Error when allocating new name: Invalid container name (\(slashed)), "
          + "only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed")
    }
  }

  func pause(_ name: String) throws(EngineFault) {
    let container = try state.container(named: name)
    switch container.life.status {
    case .paused: throw .conflict("Container \(container.id) is already paused")
    case .restarting:
      throw .conflict("Container \(container.id) is restarting, wait until the container is running")
    case .running: break
    default: throw .conflict("Container \(container.id) is not running")
    }
    (running[container.id]?.process ?? standIns[container.id])?.signalAll(Int32(Signal.stop.number))
    services[container.id]?.gate.close()
    try update(container.id) { $0.life.status = .paused }
    healths[container.id]?.stop()
    record(.container("pause", container, at: now()))
  }

  func unpause(_ name: String) async throws(EngineFault) {
    let container = try state.container(named: name)
    guard container.life.status == .paused else {
      throw .system("Container \(container.id) is not paused")
    }
    try proceed(container)
    guard let signal = running[container.id]?.pending,
      let code = running[container.id]?.program.exitCode(after: signal)
    else { return }
    try await end(container.id, exitCode: code)
  }

  /// Lets the program of a paused container go on.
  func proceed(_ container: Container) throws(EngineFault) {
    (running[container.id]?.process ?? standIns[container.id])?.signalAll(Int32(Signal.proceed.number))
    services[container.id]?.gate.open()
    try update(container.id) { $0.life.status = .running }
    record(.container("unpause", container, at: now()))
  }
}
