/// The types of a container that is inspected (docker/docker v28.2.2, api/types/container).
extension GoStructure {
  /// How a container is that is looked after.
  static let health = GoStructure(
    "container.Health",
    [
      .text("Status"),
      .number("FailingStreak"),
      .init("Log", .list(.pointer(.any))),
    ])

  /// What a container does.
  static let state = GoStructure(
    "container.State",
    [
      .text("Status"),
      .flag("Running"),
      .flag("Paused"),
      .flag("Restarting"),
      .flag("OOMKilled"),
      .flag("Dead"),
      .number("Pid"),
      .number("ExitCode"),
      .text("Error"),
      .text("StartedAt"),
      .text("FinishedAt"),
      .init("Health", .pointer(to: health)),
    ])

  /// Where the files of an image or a container are.
  static let driver = GoStructure(
    "storage.DriverData",
    [
      .init("Data", .textMap),
      .text("Name"),
    ])

  /// A mount of a container.
  static let mount = GoStructure(
    "container.MountPoint",
    [
      .word("Type", "mount.Type"),
      .text("Name"),
      .text("Source"),
      .text("Destination"),
      .text("Driver"),
      .text("Mode"),
      .flag("RW"),
      .word("Propagation", "mount.Propagation"),
    ])

  /// How a container is looked after.
  static let healthcheck = GoStructure(
    "container.HealthConfig",
    [
      .texts("Test"),
      .number("Interval"),
      .number("Timeout"),
      .number("StartPeriod"),
      .number("StartInterval"),
      .number("Retries"),
    ])

  /// What a container was made of.
  static let containerConfig = GoStructure(
    "container.Config",
    [
      .text("Hostname"),
      .text("Domainname"),
      .text("User"),
      .flag("AttachStdin"),
      .flag("AttachStdout"),
      .flag("AttachStderr"),
      .init("ExposedPorts", .ports(.nothing)),
      .flag("Tty"),
      .flag("OpenStdin"),
      .flag("StdinOnce"),
      .texts("Env"),
      .texts("Cmd"),
      .init("Healthcheck", .pointer(to: healthcheck)),
      .flag("ArgsEscaped"),
      .text("Image"),
      .init("Volumes", .set),
      .text("WorkingDir"),
      .texts("Entrypoint"),
      .flag("NetworkDisabled"),
      .text("MacAddress"),
      .texts("OnBuild"),
      .init("Labels", .textMap),
      .text("StopSignal"),
      .init("StopTimeout", .pointer(.number)),
      .texts("Shell"),
    ])

  /// A container.
  static let container = GoStructure(
    "container.InspectResponse",
    [
      .embedded(containerBase, isPointer: true),
      .init("Mounts", .list(.structure(mount))),
      .init("Config", .pointer(to: containerConfig)),
      .init("NetworkSettings", .pointer(to: networkSettings)),
      .init("ImageManifestDescriptor", .pointer(.any)),
    ])

  /// What each engine tells of a container.
  static let containerBase = GoStructure(
    "container.ContainerJSONBase",
    [
      .text("ID", "Id"),
      .text("Created"),
      .text("Path"),
      .texts("Args"),
      .init("State", .pointer(to: state)),
      .text("Image"),
      .text("ResolvConfPath"),
      .text("HostnamePath"),
      .text("HostsPath"),
      .text("LogPath"),
      .text("Name"),
      .number("RestartCount"),
      .text("Driver"),
      .text("Platform"),
      .text("MountLabel"),
      .text("ProcessLabel"),
      .text("AppArmorProfile"),
      .texts("ExecIDs"),
      .init("HostConfig", .pointer(to: hostConfig)),
      .init("GraphDriver", .structure(driver)),
      .init("SizeRw", .pointer(.wide)),
      .init("SizeRootFs", .pointer(.wide)),
    ])
}
