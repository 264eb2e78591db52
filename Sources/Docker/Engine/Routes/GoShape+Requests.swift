/// The bodies of requests, as Docker 20.10 declares them.
extension GoShape {
  private static let texts: Self = .list(.text)
  private static let labels: Self = .map(.text)
  private static let whole: Self = .number("int64")
  /// Keys alone.
  private static let nothing: Self = .structure("struct {}", [:])

  static let container: Self = .structure(
    "runconfig.ContainerConfigWrapper",
    configuration.merging(
      [
        "HostConfig": host,
        "NetworkingConfig": .structure("network.NetworkingConfig", ["EndpointsConfig": .map(endpoint)]),
      ]
    ) { first, _ in first })

  static let configurationOnly: Self = .structure("runconfig.ContainerConfigWrapper", configuration)

  private static let configuration: [String: Self] = [
    "Hostname": .text, "Domainname": .text, "User": .text, "AttachStdin": .flag, "AttachStdout": .flag,
    "AttachStderr": .flag,
    "ExposedPorts": .map(nothing, named: "nat.PortSet"), "Tty": .flag, "OpenStdin": .flag, "StdinOnce": .flag,
    "Env": texts,
    "Cmd": .words,
    "Healthcheck": .structure(
      "container.HealthConfig",
      [
        "Test": texts, "Interval": .number("time.Duration"), "Timeout": .number("time.Duration"),
        "StartPeriod": .number("time.Duration"), "Retries": .number("int"),
      ]),
    "ArgsEscaped": .flag, "Image": .text, "Volumes": .map(nothing), "WorkingDir": .text, "Entrypoint": .words,
    "NetworkDisabled": .flag, "MacAddress": .text, "OnBuild": texts, "Labels": labels, "StopSignal": .text,
    "StopTimeout": .number("int"), "Shell": .words,
  ]

  private static let endpoint: Self = .structure(
    "network.EndpointSettings",
    [
      "IPAMConfig": .structure(
        "network.EndpointIPAMConfig", ["IPv4Address": .text, "IPv6Address": .text, "LinkLocalIPs": texts]),
      "Links": texts, "Aliases": texts, "NetworkID": .text, "EndpointID": .text, "Gateway": .text,
      "IPAddress": .text,
      "IPPrefixLen": .number("int"), "IPv6Gateway": .text, "GlobalIPv6Address": .text,
      "GlobalIPv6PrefixLen": .number("int"),
      "MacAddress": .text, "DriverOpts": labels,
    ])

  private static let host: Self = .structure(
    "container.HostConfig",
    resources.merging(
      [
        "Binds": texts, "ContainerIDFile": .text,
        "LogConfig": .structure("container.LogConfig", ["Type": .text, "Config": labels]),
        "NetworkMode": .word("container.NetworkMode"),
        "PortBindings": .map(
          .list(.structure("nat.PortBinding", ["HostIp": .text, "HostPort": .text])), named: "nat.PortMap"),
        "RestartPolicy": restartPolicy, "AutoRemove": .flag, "VolumeDriver": .text, "VolumesFrom": texts,
        "CapAdd": .words,
        "CapDrop": .words, "CgroupnsMode": .word("container.CgroupnsMode"), "Dns": texts, "DnsOptions": texts,
        "DnsSearch": texts, "ExtraHosts": texts,
        "GroupAdd": texts, "IpcMode": .word("container.IpcMode"), "Cgroup": .word("container.CgroupSpec"),
        "Links": texts, "OomScoreAdj": .number("int"), "PidMode": .word("container.PidMode"),
        "Privileged": .flag, "PublishAllPorts": .flag, "ReadonlyRootfs": .flag, "SecurityOpt": texts,
        "StorageOpt": labels,
        "Tmpfs": labels, "UTSMode": .word("container.UTSMode"), "UsernsMode": .word("container.UsernsMode"),
        "ShmSize": whole, "Sysctls": labels, "Runtime": .text,
        "ConsoleSize": .anything, "Isolation": .word("container.Isolation"), "Mounts": .list(mount),
        "MaskedPaths": texts, "ReadonlyPaths": texts,
        "Init": .flag,
      ]
    ) { first, _ in first })

  private static let restartPolicy: Self = .structure(
    "container.RestartPolicy", ["Name": .text, "MaximumRetryCount": .number("int")])

  private static let mount: Self = .structure(
    "mount.Mount",
    [
      "Type": .word("mount.Type"), "Source": .text, "Target": .text, "ReadOnly": .flag,
      "Consistency": .word("mount.Consistency"),
      "BindOptions": .structure(
        "mount.BindOptions", ["Propagation": .word("mount.Propagation"), "NonRecursive": .flag]),
      "VolumeOptions": .structure(
        "mount.VolumeOptions",
        [
          "NoCopy": .flag, "Labels": labels,
          "DriverConfig": .structure("mount.Driver", ["Name": .text, "Options": labels]),
        ]),
      "TmpfsOptions": .structure("mount.TmpfsOptions", ["SizeBytes": whole, "Mode": .number("fs.FileMode")]),
    ])

  private static let resources: [String: Self] = {
    let device: Self = .list(
      .structure("blkiodev.ThrottleDevice", ["Path": .text, "Rate": .number("uint64")]))
    return [
      "CpuShares": whole, "Memory": whole, "NanoCpus": whole, "CgroupParent": .text,
      "BlkioWeight": .number("uint16"),
      "BlkioWeightDevice": .list(
        .structure("blkiodev.WeightDevice", ["Path": .text, "Weight": .number("uint16")])),
      "BlkioDeviceReadBps": device, "BlkioDeviceWriteBps": device, "BlkioDeviceReadIOps": device,
      "BlkioDeviceWriteIOps": device, "CpuPeriod": whole, "CpuQuota": whole, "CpuRealtimePeriod": whole,
      "CpuRealtimeRuntime": whole, "CpusetCpus": .text, "CpusetMems": .text,
      "Devices": .list(
        .structure(
          "container.DeviceMapping",
          ["PathOnHost": .text, "PathInContainer": .text, "CgroupPermissions": .text])),
      "DeviceCgroupRules": texts, "DeviceRequests": .list(.anything), "KernelMemory": whole,
      "KernelMemoryTCP": whole,
      "MemoryReservation": whole, "MemorySwap": whole, "MemorySwappiness": whole, "OomKillDisable": .flag,
      "PidsLimit": whole,
      "Ulimits": .list(.structure("units.Ulimit", ["Name": .text, "Hard": whole, "Soft": whole])),
      "CpuCount": whole,
      "CpuPercent": whole, "IOMaximumIOps": .number("uint64"), "IOMaximumBandwidth": .number("uint64"),
    ]
  }()

  static let update: Self = .structure(
    "container.UpdateConfig", resources.merging(["RestartPolicy": restartPolicy]) { first, _ in first })

  static let exec: Self = .structure(
    "types.ExecConfig",
    [
      "User": .text, "Privileged": .flag, "Tty": .flag, "AttachStdin": .flag, "AttachStderr": .flag,
      "AttachStdout": .flag,
      "Detach": .flag, "DetachKeys": .text, "Env": texts, "WorkingDir": .text, "Cmd": texts,
    ])

  static let execStart: Self = .structure("types.ExecStartCheck", ["Detach": .flag, "Tty": .flag])

  static let network: Self = .structure(
    "types.NetworkCreateRequest",
    [
      "CheckDuplicate": .flag, "Driver": .text, "Scope": .text, "EnableIPv6": .flag,
      "IPAM": .structure(
        "network.IPAM",
        [
          "Driver": .text, "Options": labels,
          "Config": .list(
            .structure(
              "network.IPAMConfig",
              ["Subnet": .text, "IPRange": .text, "Gateway": .text, "AuxiliaryAddresses": labels])),
        ]),
      "Internal": .flag, "Attachable": .flag, "Ingress": .flag, "ConfigOnly": .flag,
      "ConfigFrom": .structure("network.ConfigReference", ["Network": .text]), "Options": labels,
      "Labels": labels,
      "Name": .text,
    ])

  static let networkConnect: Self = .structure(
    "types.NetworkConnect", ["Container": .text, "EndpointConfig": endpoint])

  static let networkDisconnect: Self = .structure(
    "types.NetworkDisconnect", ["Container": .text, "Force": .flag])

  static let volume: Self = .structure(
    "volume.VolumeCreateBody", ["Driver": .text, "DriverOpts": labels, "Labels": labels, "Name": .text])

  static let authentication: Self = .structure(
    "types.AuthConfig",
    [
      "username": .text, "password": .text, "auth": .text, "email": .text, "serveraddress": .text,
      "identitytoken": .text,
      "registrytoken": .text,
    ])
}
