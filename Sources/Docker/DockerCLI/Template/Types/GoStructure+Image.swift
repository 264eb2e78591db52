/// The types of images and volumes (docker/docker v28.2.2, api/types/image and volume; docker-image-spec v1.3.1).
extension GoStructure {
  /// What containers of an image are made of.
  static let imageConfigBase = GoStructure(
    "v1.ImageConfig",
    [
      .text("User"),
      .init("ExposedPorts", .set),
      .texts("Env"),
      .texts("Entrypoint"),
      .texts("Cmd"),
      .init("Volumes", .set),
      .text("WorkingDir"),
      .init("Labels", .textMap),
      .text("StopSignal"),
      .flag("ArgsEscaped"),
    ])

  /// What Docker adds to it.
  static let imageConfigMore = GoStructure(
    "v1.DockerOCIImageConfigExt",
    [
      .init("Healthcheck", .pointer(to: healthcheck)),
      .texts("OnBuild"),
      .texts("Shell"),
    ])

  /// Both.
  static let imageConfig = GoStructure(
    "v1.DockerOCIImageConfig",
    [
      .embedded(imageConfigBase),
      .embedded(imageConfigMore),
    ])

  /// The layers of an image.
  static let rootFileSystem = GoStructure(
    "image.RootFS",
    [
      .text("Type"),
      .texts("Layers"),
    ])

  /// What an engine knows of an image besides.
  static let imageMetadata = GoStructure(
    "image.Metadata",
    [
      .init("LastTagTime", .time)
    ])

  /// An image.
  static let image = GoStructure(
    "image.InspectResponse",
    [
      .text("ID", "Id"),
      .texts("RepoTags"),
      .texts("RepoDigests"),
      .text("Parent"),
      .text("Comment"),
      .text("Created"),
      .text("Container"),
      .init("ContainerConfig", .pointer(to: containerConfig)),
      .text("DockerVersion"),
      .text("Author"),
      .init("Config", .pointer(to: imageConfig)),
      .text("Architecture"),
      .text("Variant"),
      .text("Os"),
      .text("OsVersion"),
      .wide("Size"),
      .wide("VirtualSize"),
      .init("GraphDriver", .structure(driver)),
      .init("RootFS", .structure(rootFileSystem)),
      .init("Metadata", .structure(imageMetadata)),
      .init("Descriptor", .pointer(.any)),
      .init("Manifests", .list(.any)),
    ])

  /// How much a volume is used.
  static let volumeUsage = GoStructure(
    "volume.UsageData",
    [
      .wide("RefCount"),
      .wide("Size"),
    ])

  /// A volume.
  static let volume = GoStructure(
    "volume.Volume",
    [
      .init("ClusterVolume", .pointer(.any)),
      .text("CreatedAt"),
      .text("Driver"),
      .init("Labels", .textMap),
      .text("Mountpoint"),
      .text("Name"),
      .init("Options", .textMap),
      .text("Scope"),
      .init("Status", .map(.any)),
      .init("UsageData", .pointer(to: volumeUsage)),
    ])
}
