import DockerAPI

extension ContainerFlags {
  /// What Docker's `run` knows and this one refuses: devices and addresses, which a container has not here.
  static let unsupported = [
    Flag(
      "annotation", nil, .other("map"),
      "Add an annotation to the container (passed through to the OCI runtime) "
        + "(default map[])", requires: APIVersion(1, 43)),
    Flag("blkio-weight-device", nil, .list, "Block IO weight (relative device weight) (default [])"),
    Flag("cpu-count", nil, .integer, "CPU count (Windows only)").onlyOnDaemons(windows),
    Flag("cpu-percent", nil, .integer, "CPU percent (Windows only)").onlyOnDaemons(windows),
    Flag("device", nil, .list, "Add a host device to the container"),
    Flag("device-cgroup-rule", nil, .list, "Add a rule to the cgroup allowed devices list"),
    Flag("device-read-bps", nil, .list, "Limit read rate (bytes per second) from a device (default [])"),
    Flag("device-read-iops", nil, .list, "Limit read rate (IO per second) from a device (default [])"),
    Flag("device-write-bps", nil, .list, "Limit write rate (bytes per second) to a device (default [])"),
    Flag("device-write-iops", nil, .list, "Limit write rate (IO per second) to a device (default [])"),
    Flag("gpus", nil, .other("gpu-request"), "GPU devices to add to the container ('all' to pass all GPUs)"),
    Flag(
      "health-start-interval", nil, .other("duration"),
      "Time between running the check during the start period (ms|s|m|h) (default 0s)",
      requires: APIVersion(1, 44)),
    Flag(
      "io-maxbandwidth", nil, .other("bytes"),
      "Maximum IO bandwidth limit for the system drive (Windows only)"
    ).onlyOnDaemons(windows),
    Flag("io-maxiops", nil, .other("uint"), "Maximum IOps limit for the system drive (Windows only)")
      .onlyOnDaemons(windows),
    Flag("ip6", nil, .string, "IPv6 address (e.g., 2001:db8::33)"),
    Flag("link-local-ip", nil, .list, "Container IPv4/IPv6 link-local addresses"),
    Flag("storage-opt", nil, .list, "Storage driver options for the container"),
    Flag("use-api-socket", nil, .bool, "Bind mount Docker API socket and required auth"),
  ]

  private static let windows = "running on windows, but the Docker daemon is running on linux"
}
