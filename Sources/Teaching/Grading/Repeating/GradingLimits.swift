import Shell

/// What one submission may use up while it is done again; times are fair ones (`FairTime`).
package struct GradingLimits: Sendable, Hashable, Codable {
  /// How long one command line may take before it is interrupted, as somebody would with Ctrl-C.
  package var lineSeconds = 10
  /// How long everything together may take.
  package var totalSeconds = 60
  /// How long a docker command in the foreground may be silent before it is interrupted.
  package var idleSeconds = 2
  /// Seconds of processor time of one process.
  package var processorSeconds = 20
  /// Bytes of memory that the processes of the submission hold together.
  package var memory = 256 << 20
  package var processes = 64
  package var openFiles = 256
  /// Bytes of everything it writes into its home folder and into `/tmp`.
  package var disk = 64 << 20
  /// Bytes of everything it prints.
  package var output = 4 << 20
  /// How many commands it may run.
  package var commands = 2_000
  /// How many calls of docker, curl and dojo it may make.
  package var calls = 2_000
  /// Bytes of all the words that those are called with; every check looks at them.
  package var words = 1 << 20
  /// Bytes of what the journal keeps of their output.
  package var record = 8 << 20

  package init() {}

  /// Of the programs in containers, which run beside those of the sandbox.
  func containers(confiner: String?) -> ContainerBounds {
    var bounds = ContainerBounds()
    bounds.limits = sandbox
    // Counted by the machine: the kernel counts for everybody who is the same user outside, and not at all for root.
    bounds.limits.processes = nil
    bounds.confiner = confiner
    bounds.memory = memory
    bounds.processes = processes
    bounds.freeDisk = disk
    return bounds
  }

  var sandbox: SandboxLimits {
    SandboxLimits(
      processorSeconds: processorSeconds, addressSpace: max(memory * 2, 512 << 20), processes: processes,
      openFiles: openFiles, fileSize: disk)
  }
}
