import DockerAPI
import Shell

extension ResourceLimit {
  /// What busybox's shell calls a limit, how many bytes or other units are one of its own, and Linux's number.
  private struct Kind {
    let letter: Character
    let unit: Int
    let number: UInt32
  }

  private static let kinds: [String: Kind] = [
    "core": Kind(letter: "c", unit: 512, number: 4), "cpu": Kind(letter: "t", unit: 1, number: 0),
    "data": Kind(letter: "d", unit: 1024, number: 2), "fsize": Kind(letter: "f", unit: 512, number: 1),
    "locks": Kind(letter: "x", unit: 1, number: 10), "memlock": Kind(letter: "l", unit: 1024, number: 8),
    "msgqueue": Kind(letter: "q", unit: 1, number: 12), "nice": Kind(letter: "e", unit: 1, number: 13),
    "nofile": Kind(letter: "n", unit: 1, number: 7), "nproc": Kind(letter: "u", unit: 1, number: 6),
    "rss": Kind(letter: "m", unit: 1024, number: 5), "rtprio": Kind(letter: "r", unit: 1, number: 14),
    "sigpending": Kind(letter: "i", unit: 1, number: 11), "stack": Kind(letter: "s", unit: 1024, number: 3),
  ]

  /// The limit as the shell of a room sets it; `nil` for one that it does not know.
  var ofShell: ContainerRoom.Ulimit? {
    Self.kinds[name].map { kind in
      ContainerRoom.Ulimit(
        letter: kind.letter, soft: soft < 0 ? nil : soft / kind.unit, hard: hard < 0 ? nil : hard / kind.unit)
    }
  }

  /// Refuses a limit above this process's own, as the kernel does, in the words of Docker's runtime.
  func requirePermitted() throws(EngineFault) {
    guard let kind = Self.kinds[name] else { return }
    let isAbove = Computer.hardLimit(kind.number).map { own in hard < 0 || hard > own } ?? false
    guard isAbove else { return }
    throw .badParameter(
      "failed to create shim task: OCI runtime create failed: runc create failed: "
        + "unable to start container process: error during container init: error setting rlimits for ready "
        + "process: error setting rlimit type \(kind.number): operation not permitted: unknown")
  }
}

extension Machine {
  func requireLimits(of container: Container) throws(EngineFault) {
    for limit in container.hostConfig.ulimits ?? [] { try limit.requirePermitted() }
  }
}
