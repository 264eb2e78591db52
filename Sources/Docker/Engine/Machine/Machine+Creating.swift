import DockerAPI
import OCI

extension Machine {
  /// Makes a container; it does not run yet.
  ///
  /// - Returns: Its identifier.
  /// - Throws: `EngineFault` in Docker's words; nothing has changed then.
  func create(
    _ request: CreateContainerRequest, name: String?, platform: String? = nil
  ) async throws -> String {
    let asked = try name.map { text throws(EngineFault) in try ContainerName(parsing: text) }
    let image = try await images.containerImage(named: request.config.image)
    try requirePlatform(platform, image: image, name: request.config.image)
    let id = Identifier.random(chance)
    let recipe = try ContainerRecipe(request, image: image, id: id, machineName: self.name)
    try requirePracticable(recipe)
    let chosen = try chooseName(asked, id: id)
    let attachments = try attachments(request)
    try folder.makeContainer(id)
    let container = Container(
      id: id, name: chosen, created: now(), commandLine: recipe.commandLine, image: image,
      config: recipe.config, hostConfig: recipe.hostConfig, mounts: try mounts(recipe),
      attachments: attachments, chance: chance)
    try commit { (state) throws(EngineFault) in state.containers.append(container) }
    record(.container("create", container, at: now()))
    return id
  }

  /// Refuses, before anything is made, what could only be pretended.
  private func requirePracticable(_ recipe: ContainerRecipe) throws(EngineFault) {
    let choice = ProgramChoice(commandLine: recipe.commandLine, config: recipe.config, processes: processes)
    if case .isBeyondPractice(let phrase) = choice { throw refusal(phrase) }
    let healthcheck = recipe.config.healthcheck?.test ?? []
    guard healthcheck.isEmpty || healthcheck == ["NONE"] else {
      throw refusal(Refusal.feature("--health-cmd"))
    }
    _ = try PortRequest.all(in: recipe.hostConfig, exposed: [])
  }

  private func requirePlatform(_ text: String?, image: ContainerImage, name: String) throws(EngineFault) {
    guard let text, !text.isEmpty else { return }
    let parts = text.split(separator: "/").map(String.init)
    let wanted = Platform(
      os: parts[0], architecture: parts.count > 1 ? parts[1] : Platform.current.architecture,
      variant: parts.count > 2 ? parts[2] : nil)
    guard !wanted.runs(image.platform) else { return }
    let actual = "\(image.platform.os)/\(image.platform.architecture)"
    throw EngineFault(
      status: 404,
      message: "image with reference \(name) was found but does not match the specified platform: "
        + "wanted \(text), actual: \(actual)")
  }

  private func chooseName(_ asked: ContainerName?, id: String) throws(EngineFault) -> ContainerName {
    guard let asked else {
      var generator = chance
      return ContainerName(
        avoiding: Set(state.containers.map(\.name.text)), identifier: id, using: &generator)
    }
    try requireFree(asked)
    return asked
  }

  func requireFree(_ name: ContainerName) throws(EngineFault) {
    guard let holder = state.containers.first(where: { $0.name == name }) else { return }
    throw .conflict(
      "Conflict. The container name \"/\(name.text)\" is already in use by container \"\(holder.id)\". "
        + "You have to remove (or rename) that container to be able to reuse that name.")
  }

  /// The networks that the request names; whether they exist is found out at the start.
  private func attachments(_ request: CreateContainerRequest) throws(EngineFault) -> [Attachment] {
    let mode = request.hostConfig.networkMode
    guard !mode.hasPrefix("container:") else {
      throw refusal(Refusal.feature("--network \(mode)"))
    }
    let network = mode.isEmpty || mode == "default" ? "bridge" : mode
    let settings = request.endpoints.values
    let first = Attachment(network: network, aliases: settings[mode]?.aliases)
    let others = settings.keys.sorted().filter { !["default", "bridge", mode].contains($0) }
    return [first] + others.map { Attachment(network: $0, aliases: settings[$0]?.aliases) }
  }
}
