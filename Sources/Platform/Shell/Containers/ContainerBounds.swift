/// What the processes of a machine's containers may use up and do, where they are somebody else's.
package struct ContainerBounds: Sendable, Hashable {
  /// A bound that ends all of them when they reach it together.
  package enum Kind: Sendable, Hashable {
    case memory, processes, disk
  }

  /// What each process may use up.
  package var limits = SandboxLimits()
  /// A program of this computer, which needs no libraries, that takes system calls away before a container's program
  /// runs; `nil` for none.
  package var confiner: String?
  /// Bytes of memory that all hold together; `nil` for no bound, as everywhere here.
  package var memory: Int?
  /// Processes and threads of all together.
  package var processes: Int?
  /// Bytes that must stay free where the machine keeps its files.
  package var freeDisk: Int?

  package init() {}

  /// Whether there is anything to look at while they run.
  package var isWatched: Bool { memory != nil || processes != nil || freeDisk != nil }
}
