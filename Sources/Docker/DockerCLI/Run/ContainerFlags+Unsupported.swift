import DockerAPI

extension ContainerFlags {
  /// What Docker's `run` knows and this one refuses: devices, namespaces and cgroups, which a container has not here.
  static let unsupported = [
    Flag(
      "annotation", nil, .other("map"),
      "Add an annotation to the container (passed through to the OCI runtime) "
        + "(default map[])", requires: APIVersion(1, 43)),
    Flag(
      "blkio-weight", nil, .other("uint16"),
      "Block IO (relative weight), between 10 and 1000, or 0 to disable (default 0)"),
    Flag("blkio-weight-device", nil, .list, "Block IO weight (relative device weight) (default [])"),
    Flag("cgroup-parent", nil, .string, "Optional parent cgroup for the container"),
    Flag(
      "cgroupns", nil, .string,
      "Cgroup namespace to use (host|private)\n'host':    Run the container in the "
        + "Docker host's cgroup namespace\n'private': Run the container in its own "
        + "private cgroup namespace\n'':        Use the cgroup namespace as configured "
        + "by the\ndefault-cgroupns-mode option on the daemon (default)"),
    Flag("cpu-count", nil, .integer, "CPU count (Windows only)"),
    Flag("cpu-percent", nil, .integer, "CPU percent (Windows only)"),
    Flag("cpu-period", nil, .integer, "Limit CPU CFS (Completely Fair Scheduler) period"),
    Flag("cpu-quota", nil, .integer, "Limit CPU CFS (Completely Fair Scheduler) quota"),
    Flag("cpu-rt-period", nil, .integer, "Limit CPU real-time period in microseconds"),
    Flag("cpu-rt-runtime", nil, .integer, "Limit CPU real-time runtime in microseconds"),
    Flag("cpu-shares", "c", .integer, "CPU shares (relative weight)"),
    Flag("cpuset-cpus", nil, .string, "CPUs in which to allow execution (0-3, 0,1)"),
    Flag("cpuset-mems", nil, .string, "MEMs in which to allow execution (0-3, 0,1)"),
    Flag("device", nil, .list, "Add a host device to the container"),
    Flag("device-cgroup-rule", nil, .list, "Add a rule to the cgroup allowed devices list"),
    Flag("device-read-bps", nil, .list, "Limit read rate (bytes per second) from a device (default [])"),
    Flag("device-read-iops", nil, .list, "Limit read rate (IO per second) from a device (default [])"),
    Flag("device-write-bps", nil, .list, "Limit write rate (bytes per second) to a device (default [])"),
    Flag("device-write-iops", nil, .list, "Limit write rate (IO per second) to a device (default [])"),
    Flag("gpus", nil, .other("gpu-request"), "GPU devices to add to the container ('all' to pass all GPUs)"),
    Flag("group-add", nil, .list, "Add additional groups to join"),
    Flag(
      "health-start-interval", nil, .other("duration"),
      "Time between running the check during the start period (ms|s|m|h) (default 0s)",
      requires: APIVersion(1, 44)),
    Flag(
      "io-maxbandwidth", nil, .other("bytes"),
      "Maximum IO bandwidth limit for the system drive (Windows only)"),
    Flag("io-maxiops", nil, .other("uint"), "Maximum IOps limit for the system drive (Windows only)"),
    Flag("ip6", nil, .string, "IPv6 address (e.g., 2001:db8::33)"),
    Flag("ipc", nil, .string, "IPC mode to use"),
    Flag("isolation", nil, .string, "Container isolation technology"),
    Flag("kernel-memory", nil, .other("bytes"), "Kernel memory limit"),
    Flag("link-local-ip", nil, .list, "Container IPv4/IPv6 link-local addresses"),
    Flag("mac-address", nil, .string, "Container MAC address (e.g., 92:d0:c6:0a:29:33)"),
    Flag("memory-reservation", nil, .other("bytes"), "Memory soft limit"),
    Flag(
      "memory-swap", nil, .other("bytes"),
      "Swap limit equal to memory plus swap: '-1' to enable unlimited swap"),
    Flag("memory-swappiness", nil, .integer, "Tune container memory swappiness (0 to 100) (default -1)"),
    Flag("oom-kill-disable", nil, .bool, "Disable OOM Killer"),
    Flag("oom-score-adj", nil, .integer, "Tune host's OOM preferences (-1000 to 1000)"),
    Flag("pids-limit", nil, .integer, "Tune container pids limit (set -1 for unlimited)"),
    Flag("runtime", nil, .string, "Runtime to use for this container"),
    Flag("security-opt", nil, .list, "Security Options"),
    Flag("storage-opt", nil, .list, "Storage driver options for the container"),
    Flag("sysctl", nil, .other("map"), "Sysctl options (default map[])"),
    Flag("use-api-socket", nil, .bool, "Bind mount Docker API socket and required auth"),
    Flag("userns", nil, .string, "User namespace to use"),
    Flag("uts", nil, .string, "UTS namespace to use"),
    Flag("volume-driver", nil, .string, "Optional volume driver for the container"),
  ]
}
