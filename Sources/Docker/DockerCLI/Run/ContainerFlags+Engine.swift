import DockerAPI

extension ContainerFlags {
  /// What `run` and `create` pass on as it is: the engine says what it makes of it.
  static let passedOn = [
    Flag("cgroup-parent", nil, .string, "Optional parent cgroup for the container"),
    Flag(
      "cgroupns", nil, .string,
      "Cgroup namespace to use (host|private)\n'host':    Run the container in the "
        + "Docker host's cgroup namespace\n'private': Run the container in its own "
        + "private cgroup namespace\n'':        Use the cgroup namespace as configured "
        + "by the\n           default-cgroupns-mode option on the daemon (default)"),
    Flag("cpu-rt-period", nil, .integer, "Limit CPU real-time period in microseconds"),
    Flag("cpu-rt-runtime", nil, .integer, "Limit CPU real-time runtime in microseconds"),
    Flag("group-add", nil, .list, "Add additional groups to join"),
    Flag("ipc", nil, .string, "IPC mode to use"),
    Flag("isolation", nil, .string, "Container isolation technology"),
    Flag("kernel-memory", nil, .other("bytes"), "Kernel memory limit").checked(ByteCount.objection),
    Flag("mac-address", nil, .string, "Container MAC address (e.g., 92:d0:c6:0a:29:33)"),
    Flag(
      "memory-swap", nil, .other("bytes"),
      "Swap limit equal to memory plus swap: '-1' to enable unlimited swap"
    ).checked(SwapLimit.objection),
    Flag("memory-swappiness", nil, .integer, "Tune container memory swappiness (0 to 100) (default -1)"),
    Flag("oom-kill-disable", nil, .bool, "Disable OOM Killer"),
    Flag("oom-score-adj", nil, .integer, "Tune host's OOM preferences (-1000 to 1000)"),
    Flag("runtime", nil, .string, "Runtime to use for this container"),
    Flag("security-opt", nil, .list, "Security Options"),
    Flag("sysctl", nil, .other("map"), "Sysctl options (default map[])").checked(
      KernelSettingArgument.objection),
    Flag("userns", nil, .string, "User namespace to use"),
    Flag("uts", nil, .string, "UTS namespace to use"),
    Flag("volume-driver", nil, .string, "Optional volume driver for the container"),
  ]
}
