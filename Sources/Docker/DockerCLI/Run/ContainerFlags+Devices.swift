import DockerAPI

extension ContainerFlags {
  /// What gives a container devices of the host, and addresses beyond the usual one.
  static let devices = [
    Flag("blkio-weight-device", nil, .list, "Block IO weight (relative device weight) (default [])")
      .checked(DeviceWeight.objection),
    Flag("device", nil, .list, "Add a host device to the container"),
    Flag("device-cgroup-rule", nil, .list, "Add a rule to the cgroup allowed devices list")
      .checked(DeviceArguments.objectionToRule),
    Flag("device-read-bps", nil, .list, "Limit read rate (bytes per second) from a device (default [])")
      .checked(DeviceBytes.objection),
    Flag("device-read-iops", nil, .list, "Limit read rate (IO per second) from a device (default [])")
      .checked(DeviceOperations.objection),
    Flag("device-write-bps", nil, .list, "Limit write rate (bytes per second) to a device (default [])")
      .checked(DeviceBytes.objection),
    Flag("device-write-iops", nil, .list, "Limit write rate (IO per second) to a device (default [])")
      .checked(DeviceOperations.objection),
    Flag("gpus", nil, .other("gpu-request"), "GPU devices to add to the container ('all' to pass all GPUs)")
      .checked(GraphicsArgument.objection),
    Flag("ip6", nil, .string, "IPv6 address (e.g., 2001:db8::33)"),
    Flag("link-local-ip", nil, .list, "Container IPv4/IPv6 link-local addresses"),
    Flag("storage-opt", nil, .list, "Storage driver options for the container"),
  ]
}
