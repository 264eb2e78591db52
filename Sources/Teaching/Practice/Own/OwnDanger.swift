/// What a command could take from the learner that dojo did not make.
enum OwnDanger: Sendable, Hashable {
  /// These containers, by name or id, would be removed, stopped or changed.
  case containers([String])
  /// All of them, running or not: podman's `-a`.
  case allContainers
  /// The one that was made last: podman's `-l`.
  case latestContainer
  /// Those that do not run.
  case stoppedContainers
  case images([String])
  case allImages
  /// Those without a name, and with `all` every one that no container uses.
  case unusedImages(all: Bool)
  /// A name would move to another image.
  case imageName(String)
  case volumes([String])
  case unusedVolumes
  case networks([String])
  case unusedNetworks
  /// Stopped containers, unused networks and images, the build cache, and perhaps volumes.
  case everythingUnused(allImages: Bool, volumes: Bool)
  /// Nobody can tell before.
  case unknown

  /// What a command line threatens; `nil` when it takes nothing away.
  init?(_ command: OwnCommand) {
    let operands = command.operands
    switch (command.path.first, command.path.dropFirst().first) {
    case ("container", let verb?) where Self.verbsOnContainers.contains(verb):
      self =
        command.has(["-a", "--all"])
        ? .allContainers
        : command.has(["-l", "--latest"]) && verb != "rm" || command.has(["--latest"])
          ? .latestContainer : .containers(verb == "rename" ? Array(operands.prefix(1)) : operands)
    case ("container", "prune"): self = .stoppedContainers
    case ("image", "rm"): self = command.has(["-a", "--all"]) ? .allImages : .images(operands)
    case ("image", "untag"): self = .images(operands)
    case ("image", "prune"): self = .unusedImages(all: command.has(["-a", "--all"]))
    case ("image", "tag"):
      guard operands.count == 2 else { return nil }
      self = .imageName(operands[1])
    case ("volume", "rm"):
      self = command.has(["-a", "--all"]) ? .unusedVolumes : .volumes(operands)
    case ("volume", "prune"): self = .unusedVolumes
    case ("network", "rm"), ("network", "disconnect"):
      self = .networks(command.path[1] == "rm" ? operands : Array(operands.prefix(1)))
    case ("network", "prune"): self = .unusedNetworks
    case ("system", "prune"):
      self = .everythingUnused(allImages: command.has(["-a", "--all"]), volumes: command.has(["--volumes"]))
    case let (group?, verb) where Self.isBeyondTelling(group, verb, operands): self = .unknown
    default: return nil
    }
  }

  private static let verbsOnContainers: Set = [
    "rm", "stop", "kill", "restart", "pause", "rename", "update", "cleanup",
  ]

  private static func isBeyondTelling(_ group: String, _ verb: String?, _ operands: [String]) -> Bool {
    let verbs: [String: Set<String>] = [
      "system": ["reset", "migrate", "renumber"], "builder": ["prune"], "buildx": ["prune", "rm"],
      "pod": ["rm", "stop", "kill", "prune", "restart", "pause"],
      "machine": ["rm", "stop", "reset"], "stack": ["rm", "down"], "service": ["rm"],
      "swarm": ["leave", "init"], "config": ["rm"], "secret": ["rm"], "plugin": ["rm", "disable"],
      "node": ["rm"], "context": ["rm", "use"], "kube": ["down"], "model": ["rm"], "sandbox": ["rm"],
    ]
    if group == "compose" {
      return !Set(["down", "rm", "stop", "kill", "restart", "up"]).isDisjoint(with: [verb ?? ""] + operands)
    }
    return verb.map { verbs[group]?.contains($0) ?? false } ?? false
  }

  /// What has to be looked at to know what is threatened.
  var parts: Set<OwnInventory.Part> {
    switch self {
    case .containers, .allContainers, .latestContainer, .stoppedContainers: [.containers]
    case .images, .allImages, .unusedImages, .imageName: [.images]
    case .volumes, .unusedVolumes: [.volumes]
    case .networks, .unusedNetworks: [.networks]
    case .everythingUnused: [.containers, .images, .volumes, .networks]
    case .unknown: []
    }
  }
}
