import Basics
import DockerAPI
import HTTPServer

extension Machine {
  /// Serves the Docker Engine API on a unix socket that only this user can open, while the docker service runs.
  ///
  /// - Throws: `UnusableSocket` for a path that the system finds too long, `SystemError` for one it refuses.
  package func serve(socket path: String) async throws {
    try UnusableSocket.require(path)
    socketPath = path
    try await openDoor()
  }

  /// Answers where `serve` has said, if the service runs.
  func openDoor() async throws {
    await closeDoor()
    guard let socketPath, daemonStatus.isRunning else { return }
    let router = EngineRouter(routes)
    let options = ServerOptions { [now] in now().seconds }
    server = try await HTTPServer.start(
      router.service, at: .unix(path: socketPath), on: loops, options: options)
    self.router = router
  }

  /// Answers no more.
  func closeDoor() async {
    let server = self.server
    self.server = nil
    router = nil
    await server?.shutdown()
  }

  /// Answers a request of this very process as the socket would; `nil` while the API is not served.
  package func answer(_ request: HTTPRequest) async -> HTTPReply? {
    await router?.respond(to: request)
  }

  private var routes: [Route] {
    SystemRoutes(machine: self).routes + ContainerRoutes(machine: self).routes
      + LifecycleRoutes(machine: self).routes + OutputRoutes(machine: self).routes
      + VolumeRoutes(machine: self).routes + NetworkRoutes(machine: self).routes + imageRoutes
      + ExecRoutes(machine: self).routes + FileRoutes(machine: self).routes
      + UsageRoutes(machine: self).routes + RefusedRoutes(machine: self).routes
  }

  /// Adds the endpoints of images, which others make; to be called before `serve`.
  func adopt(imageRoutes: [Route]) {
    self.imageRoutes = imageRoutes
  }

  /// Stops serving the API.
  func stopServing() async {
    await closeDoor()
    socketPath = nil
  }
}
