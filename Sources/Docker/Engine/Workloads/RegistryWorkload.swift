import DockerAPI
import HTTPServer

extension Machine {
  /// The registry over a container's volume.
  func registryService(
    of container: String, _ settings: RegistrySettings, folder: String,
    write: @escaping @Sendable (OutputStream, String) -> Void
  ) throws(EngineFault) -> HTTPService {
    HTTPService { _ in HTTPReply(503) }
  }
}
