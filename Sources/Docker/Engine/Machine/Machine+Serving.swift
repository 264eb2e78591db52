import Basics
import DockerAPI
import HTTPServer

extension Machine {
  /// Serves the Docker Engine API on a unix socket that only this user can open.
  ///
  /// - Throws: `UnusableSocket` for a path that the system finds too long, `SystemError` for one it refuses.
  package func serve(socket path: String) async throws {
    try UnusableSocket.require(path)
    await server?.shutdown()
    let router = EngineRouter(routes)
    let options = ServerOptions { [now] in now().seconds }
    let server = try await HTTPServer.start(
      router.service, at: .unix(path: path), on: loops, options: options)
    self.server = server
    self.router = router
    socketPath = path
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
      + RefusedRoutes(machine: self).routes
  }

  /// Adds the endpoints of images, which others make; to be called before `serve`.
  func adopt(imageRoutes: [Route]) {
    self.imageRoutes = imageRoutes
  }

  /// Stops serving the API.
  func stopServing() async {
    await server?.shutdown()
    server = nil
    router = nil
    socketPath = nil
  }
}
