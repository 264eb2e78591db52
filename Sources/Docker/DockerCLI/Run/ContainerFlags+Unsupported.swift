import DockerAPI

extension ContainerFlags {
  /// What Docker's `run` knows and this one refuses: what engines are too old for, or is of another system.
  static let unsupported = [
    Flag(
      "annotation", nil, .other("map"),
      "Add an annotation to the container (passed through to the OCI runtime) "
        + "(default map[])", requires: APIVersion(1, 43)),
    Flag("cpu-count", nil, .integer, "CPU count (Windows only)").onlyOnDaemons(windows),
    Flag("cpu-percent", nil, .integer, "CPU percent (Windows only)").onlyOnDaemons(windows),
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
    Flag("use-api-socket", nil, .bool, "Bind mount Docker API socket and required auth"),
  ]

  private static let windows = "running on windows, but the Docker daemon is running on linux"
}
