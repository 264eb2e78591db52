import DockerAPI

@testable import Engine

extension CreateContainerRequest {
  /// A container of an image with a command, ports as `host:container` and anything else.
  static func of(
    _ image: String, _ command: [String] = [], ports: [String] = [],
    _ change: (inout ContainerConfig, inout HostConfig) -> Void = { _, _ in }
  ) -> CreateContainerRequest {
    var config = ContainerConfig()
    var host = HostConfig()
    config.image = image
    config.command = command.isEmpty ? nil : command
    for port in ports {
      let parts = port.split(separator: ":").map(String.init)
      host.portBindings?["\(parts[1])/tcp"] = [PortBinding(hostPort: parts[0])]
    }
    change(&config, &host)
    return CreateContainerRequest(config: config, hostConfig: host)
  }
}

extension Machine {
  /// Makes and starts a container.
  @discardableResult
  func run(_ request: CreateContainerRequest, name: String? = nil) async throws -> String {
    let id = try await create(request, name: name)
    _ = try await start(id)
    return id
  }

  /// What a container wrote so far.
  func text(of name: String) throws -> String {
    try output(of: name, LogSelection(), follow: false).past.map(\.text).joined()
  }
}

/// The fault of what goes wrong.
func fault(_ body: () async throws -> Void) async throws -> EngineFault? {
  do {
    try await body()
    return nil
  } catch let fault as EngineFault {
    return fault
  }
}
