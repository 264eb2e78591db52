import Basics
import Lessons

extension ConditionJudge {
  func judge(_ fact: ContainerFact, on machine: Machine.ID) async throws -> Finding {
    let listed = try await observations.containers(on: machine)
    let named = try await candidates(of: fact, among: listed, on: machine)
    let unclear = fact.needingInspection(of: named).map(\.id)
    let known = try await observations.containers(on: machine, inspecting: unclear)
    let all = unclear.isEmpty ? named : try await candidates(of: fact, among: known, on: machine)
    let fitting = all.filter(fact.fits)
    let isMet = fact.count.contains(fitting.count) && hadEnough(fact, on: machine)
    let machineName = name(of: machine)
    return Finding(
      isMet ? .passed : .failed, expected: fact.expected(on: machineName),
      found: fact.found(all, among: known, on: machineName),
      evidence: Evidence(containers: isMet && !fitting.isEmpty ? fitting : all),
      usual: fact.usualCause(of: all))
  }

  /// The containers of the fact's image and name, whatever they are doing.
  private func candidates(
    of fact: ContainerFact, among containers: [ContainerSighting], on machine: Machine.ID
  ) async throws -> [ContainerSighting] {
    let named = containers.filter { container in fact.name.map { $0.matches(container.name) } ?? true }
    guard let glob = fact.image else { return named }
    var fitting: Set<String> = []
    for image in Set(named.map(\.image)) where try await isImage(image, glob, on: machine) {
      fitting.insert(image)
    }
    return named.filter { fitting.contains($0.image) }
  }

  /// Whether what docker shows as a container's image is one that the glob means.
  private func isImage(_ image: String, _ glob: Glob, on machine: Machine.ID) async throws -> Bool {
    if ImageName(image).matches(glob) { return true }
    // Docker shows an id when the container was started from one, or when the name has moved on.
    guard let id = ImageID(image) else { return false }
    return try await observations.images(on: machine).contains { image in
      id.isPrefix(of: image.id) && image.reference.map { ImageName($0).matches(glob) } ?? false
    }
  }

  /// Whether there were as many such containers at an earlier moment of the sitting.
  private func hadEnough(_ fact: ContainerFact, on machine: Machine.ID) -> Bool {
    guard let had = fact.had else { return true }
    let seen = journal.passes.map { pass in
      let sightings = pass.assessment.verdicts.flatMap { $0.evidence.containers ?? [] }
      let fitting = sightings.filter { container in
        container.machine == machine && fact.fits(container)
          && (fact.image.map(ImageName(container.image).matches) ?? true)
          && (fact.name.map { $0.matches(container.name) } ?? true)
      }
      return Set(fitting.map(\.id)).count
    }
    return had.contains(max(seen.max() ?? 0, containersStarted(on: machine, for: fact)))
  }

  /// Containers the record knows of though no check has seen them; only meaningful when any container will do.
  private func containersStarted(on machine: Machine.ID, for fact: ContainerFact) -> Int {
    guard fact.image == nil, fact.name == nil else { return 0 }
    let starting = [["run"], ["create"], ["container", "run"], ["container", "create"]]
    let patterns = starting.map { CommandPattern(program: "docker", words: $0.map { Glob($0) }) }
    return journal.commands.count { command in
      command.machine == machine && command.exit == 0 && patterns.contains { $0.matches(command) }
    }
  }
}

extension ContainerFact {
  /// Those about which the list alone does not tell; `candidates` have the right image and name.
  func needingInspection(of candidates: [ContainerSighting]) -> [ContainerSighting] {
    let mayFit = candidates.filter(hasState)
    if !command.isEmpty || !mounts.isEmpty { return mayFit }
    return publishes == nil ? [] : mayFit.filter { $0.ports == nil }
  }

  /// Whether everything but image and name fits.
  func fits(_ container: ContainerSighting) -> Bool {
    hasState(container) && doesPublish(container) && hasCommand(container) && hasLabels(container)
      && hasMounts(container)
  }

  private func hasState(_ container: ContainerSighting) -> Bool {
    states.isEmpty || states.contains { $0.rawValue == container.state }
  }

  private func doesPublish(_ container: ContainerSighting) -> Bool {
    let ports = container.ports ?? []
    switch publishes {
    case nil: return true
    case .nothing: return ports.isEmpty
    case .anything: return !ports.isEmpty
    case .port(let pattern): return ports.contains(where: pattern.matches)
    }
  }

  private func hasCommand(_ container: ContainerSighting) -> Bool {
    let words = container.command ?? []
    return words.count >= command.count && zip(command, words).allSatisfy { $0.matches($1) }
  }

  private func hasLabels(_ container: ContainerSighting) -> Bool {
    labels.allSatisfy { key, glob in container.labels[key].map(glob.matches) ?? false }
  }

  private func hasMounts(_ container: ContainerSighting) -> Bool {
    mounts.allSatisfy { pattern in
      (container.mounts ?? []).contains { mount in
        pattern.destination.matches(mount.destination)
          && pattern.source.map { $0.matches(mount.source) } ?? true
      }
    }
  }
}

extension PortPattern {
  func matches(_ port: PortSighting) -> Bool {
    guard transport == port.transport, container == nil || container == port.container,
      host == nil || host == port.host
    else { return false }
    return switch address {
    case .all: port.isOnAllAddresses
    case .only(let address): port.address == address
    case .whichever: true
    }
  }
}

/// An image's id, perhaps shortened, as people type it.
struct ImageID {
  private let hex: String

  init?(_ text: String) {
    let hex = text.hasPrefix("sha256:") ? String(text.dropFirst(7)) : text
    guard hex.count >= 4, hex.count <= 64, hex.allSatisfy({ $0.isHexDigit && !$0.isUppercase }) else {
      return nil
    }
    self.hex = hex
  }

  /// Whether it stands for the image with this full id.
  func isPrefix(of id: String) -> Bool {
    (id.hasPrefix("sha256:") ? id.dropFirst(7) : id[...]).hasPrefix(hex)
  }
}
