import Basics
import DockerAPI
import OCI
import Shell

extension Machine {
  /// Makes a container; it does not run yet.
  ///
  /// - Returns: Its identifier, and what of the request is kept without effect.
  /// - Throws: `EngineFault` in Docker's words; nothing has changed then.
  func make(
    _ request: CreateContainerRequest, name: String?, platform: String? = nil
  ) async throws -> CreateContainerReply {
    let asked = try name.map { text throws(EngineFault) in try ContainerName(parsing: text) }
    guard request.saysAnything else {
      throw EngineFault.badParameter("Config cannot be empty in order to create a container")
    }
    // Docker looks at what it is to give the container before it looks for the image.
    try NamespaceRules.require(request.config, request.hostConfig)
    try HostRules.require(request.hostConfig)
    try HealthCheck.require(request.config.healthcheck)
    // A missing one must not be taken for a missing image.
    if let name = lackedCompanion(of: request.hostConfig) {
      throw EngineFault.badParameter("No such container: \(name)")
    }
    for variable in request.config.environment ?? [] where variable.isEmpty || variable.hasPrefix("=") {
      throw EngineFault.badParameter("invalid environment variable: \(variable)")
    }
    let folder = request.config.workingDirectory
    guard folder.isEmpty || folder.hasPrefix("/") else { throw ContainerRecipe.noFolder(folder) }
    if let signal = request.config.stopSignal, !signal.isEmpty { _ = try Signal(parsing: signal) }
    let attachments = try attachments(request)
    guard !request.config.image.isEmpty else { throw EngineFault.badParameter("No command specified") }
    let image = try await images.containerImage(named: request.config.image)
    try requirePlatform(platform, image: image, name: request.config.image)
    let id = Identifier.random(chance)
    let recipe = try ContainerRecipe(request, image: image, id: id, machineName: self.name)
    let warnings = try await requirePracticable(recipe)
    let chosen = try chooseName(asked, id: id)
    var host = recipe.hostConfig
    host.links = try linked(host)
    if let other = host.sharedNetwork, let id = try? state.container(named: other).id {
      host.networkMode = "container:\(id)"
    }
    try self.folder.makeContainer(id)
    let container = Container(
      id: id, name: chosen, created: now(), commandLine: recipe.commandLine, image: image,
      config: recipe.config, hostConfig: host, mounts: try mounts(recipe),
      attachments: attachments, chance: chance)
    try await requireFolder(request.config.workingDirectory, of: container)
    try await fillVolumes(of: container, running: recipe.commandLine)
    try requireFree(chosen)
    try commit { (state) throws(EngineFault) in state.containers.append(container) }
    record(.container("create", container, at: now()))
    return CreateContainerReply(id: id, warnings: warnings)
  }

  /// Makes a container; it does not run yet.
  ///
  /// - Returns: Its identifier.
  /// - Throws: `EngineFault` in Docker's words; nothing has changed then.
  func create(
    _ request: CreateContainerRequest, name: String?, platform: String? = nil
  ) async throws -> String {
    try await make(request, name: name, platform: platform).id
  }

  /// Makes the folder in which the container was asked to start; a file in its place is refused.
  private func requireFolder(_ path: String, of container: Container) async throws(EngineFault) {
    guard !path.isEmpty, case .available = processes,
      !container.mounts.contains(where: { path.isIn($0.destination) })
    else { return }
    do throws(EngineFault) {
      try makeFolder(path, in: try await tree(of: container))
    } catch {
      removeFiles(at: folder.container(container.id))
      throw error
    }
  }

  /// Fills the new volumes of a container whose program will be a process, as Docker does before anything else can fail.
  private func fillVolumes(
    of container: Container, running commandLine: CommandLine
  ) async throws(EngineFault) {
    let choice = ProgramChoice(commandLine: commandLine, config: container.config, processes: processes)
    guard choice == .runs(.process), container.mounts.contains(where: { $0.type == "volume" }) else { return }
    try await fillVolumes(of: container, from: try await tree(of: container))
  }

  /// Refuses, before anything is made, what could only be pretended.
  ///
  /// - Returns: Sentences about what is kept and not enforced.
  private func requirePracticable(_ recipe: ContainerRecipe) async throws(EngineFault) -> [String] {
    let choice = ProgramChoice(commandLine: recipe.commandLine, config: recipe.config, processes: processes)
    if case .isBeyondPractice(let phrase) = choice { throw refusal(ofProgram: phrase) }
    try HealthCheck.require(recipe.config.healthcheck)
    _ = try PortRequest.all(in: recipe.hostConfig, exposed: [])
    if let address = recipe.config.macAddress, !address.isEmpty {
      throw refusal(Refusal.feature("--mac-address"))
    }
    // A program that this process plays has nothing to lose by what only processes notice.
    let shared = recipe.hostConfig.sharedNetwork
    guard choice == .runs(.process) else {
      if let shared { throw refusal(Refusal.feature("--network container:\(shared)")) }
      return HostRules.warnings(recipe.hostConfig) + portWarnings(recipe.hostConfig)
    }
    if shared != nil, try !MemoryMount.all(in: recipe.hostConfig).isEmpty {
      throw refusal(Refusal.feature("--network container: --tmpfs"))
    }
    if let option = PracticeOptions.missing(in: recipe.hostConfig, on: hostFolders) {
      throw refusal(Refusal.feature(option))
    }
    if recipe.hostConfig.hasInit == true, case .available(let tools, _) = processes, tools.firstProgram == nil
    {
      throw refusal(Refusal.process("--init", missing: ["tini"]))
    }
    return HostRules.warnings(recipe.hostConfig) + portWarnings(recipe.hostConfig)
      + PracticeOptions.unenforced(in: recipe.hostConfig).map { Refusal.unenforced($0)[language] }
      + (await userWarning(recipe.config.user).map { [$0[language]] } ?? [])
  }

  /// Says of published ports that they are to be found by some only.
  private func portWarnings(_ host: HostConfig) -> [String] {
    let asked = (try? PortRequest.all(in: host, exposed: [])) ?? []
    return asked.compactMap(\.fixedPort).filter { $0.transport == "tcp" }.compactMap {
      doors.warning(about: $0.hostPort)?[language]
    }
  }

  /// Says that somebody in a container is root by another name, where they are.
  private func userWarning(_ text: String) async -> Phrase? {
    let user = text.prefix { $0 != ":" }
    guard !["", "root", "0"].contains(user), await !owners().hasUsers else { return nil }
    return Refusal.sameAsRoot(String(user))
  }

  /// The container whose processes or memory are to be shared, and that does not exist.
  private func lackedCompanion(of host: HostConfig) -> String? {
    [host.ipcMode, host.pidMode].filter { $0.hasPrefix("container:") }.map { String($0.dropFirst(10)) }
      .first { !$0.isEmpty && (try? state.container(named: $0)) == nil }
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
    if let other = request.hostConfig.sharedNetwork {
      guard !other.isEmpty else {
        throw .badParameter("Invalid network mode: invalid container format container:<name|id>")
      }
      return []
    }
    let network = mode.isEmpty || mode == "default" ? "bridge" : mode
    let settings = request.endpoints.values
    guard settings.count < 2 else {
      throw .badParameter(
        "Container cannot be connected to network endpoints: \(settings.keys.sorted().joined(separator: ", "))"
      )
    }
    // A place that is asked for is taken instead of the network, whatever it is on.
    guard let (name, asked) = settings.first else { return [try Attachment(network: network, asked: nil)] }
    return [try Attachment(network: name == "default" ? network : name, asked: asked)]
  }
}

extension String {
  /// Whether a path is a folder or below it.
  fileprivate func isIn(_ folder: String) -> Bool { self == folder || hasPrefix("\(folder)/") }
}
