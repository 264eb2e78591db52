extension ContainerFlags {
  /// The limits that `run` and `create` set and `update` changes.
  static let limits = [
    Flag(
      "blkio-weight", nil, .other("uint16"),
      "Block IO (relative weight), between 10 and 1000, or 0 to disable (default 0)"
    ).checked(FlagNumber.objectionToWeight),
    Flag("cpu-period", nil, .integer, "Limit CPU CFS (Completely Fair Scheduler) period"),
    Flag("cpu-quota", nil, .integer, "Limit CPU CFS (Completely Fair Scheduler) quota"),
    Flag("cpu-shares", "c", .integer, "CPU shares (relative weight)"),
    Flag("cpus", nil, .other("decimal"), "Number of CPUs").checked(ProcessorShare.objection),
    Flag("cpuset-cpus", nil, .string, "CPUs in which to allow execution (0-3, 0,1)"),
    Flag("cpuset-mems", nil, .string, "MEMs in which to allow execution (0-3, 0,1)"),
    Flag("memory", "m", .other("bytes"), "Memory limit").checked(ByteCount.objection),
    Flag("memory-reservation", nil, .other("bytes"), "Memory soft limit").checked(ByteCount.objection),
    Flag("pids-limit", nil, .integer, "Tune container pids limit (set -1 for unlimited)"),
  ]
}
