import OCI

/// What a command would do to things that dojo did not make.
package struct OwnThreat: Sendable, Hashable {
  /// Somebody else's things that it would touch; empty when nobody can tell.
  package let foreign: [OwnThing]
  /// The sitting's own things among its operands.
  package let ours: [OwnThing]
  /// The same command for the sitting's own things alone; `nil` where it cannot be told so.
  package let sparing: [String]?
  /// Whether everything without use goes, which the engine alone decides in the end.
  package let isSweeping: Bool
}

/// Compares what a command would touch with what the sitting has made.
package struct OwnGuard: Sendable {
  package let command: OwnCommand
  private let danger: OwnDanger

  /// `nil` for a command that takes nothing away.
  package init?(_ command: OwnCommand) {
    guard !command.has(["--help"]), let danger = OwnDanger(command) else { return nil }
    self.command = command
    self.danger = danger
  }

  /// What has to be looked at before `threat` can tell.
  package var parts: Set<OwnInventory.Part> { danger.parts }

  /// What is threatened; `nil` when it is the sitting's own alone, or nothing.
  package func threat(in now: OwnInventory, made: Belongings) -> OwnThreat? {
    switch danger {
    case .containers(let names): return named(names, made.containers) { Self.containers($0, in: now) }
    case .allContainers: return sweep(now.containers.map(OwnThing.init), made.containers)
    case .latestContainer: return sweep(now.containers.prefix(1).map(OwnThing.init), made.containers)
    case .stoppedContainers:
      return sweep(now.containers.filter(\.isStopped).map(OwnThing.init), made.containers)
    case .images(let names): return named(names, made.images) { Self.images($0, in: now) }
    case .allImages: return sweep(now.images.map(OwnThing.init), made.images)
    case .unusedImages(let all):
      return sweep(now.images.filter { all || $0.name == nil }.map(OwnThing.init), made.images)
    case .imageName(let name):
      return named([name], made.images) { name in
        now.images.filter { $0.name == Belongings.fullName(name) }.map(OwnThing.init)
      }
    case .volumes(let names): return named(names, made.volumes) { Self.plain($0, .volume, in: now.volumes) }
    case .unusedVolumes: return sweep(Self.plain(now.volumes, .volume), made.volumes)
    case .networks(let names):
      return named(names, made.networks) { Self.plain($0, .network, in: now.networks) }
    case .unusedNetworks:
      return sweep(Self.plain(now.networks.filter(Self.isCustom), .network), made.networks)
    case .everythingUnused(let allImages, let volumes):
      return everything(in: now, made: made, allImages: allImages, volumes: volumes)
    case .unknown: return OwnThreat(foreign: [], ours: [], sparing: nil, isSweeping: true)
    }
  }

  private func everything(
    in now: OwnInventory, made: Belongings, allImages: Bool, volumes: Bool
  ) -> OwnThreat? {
    var things = now.containers.filter(\.isStopped).map(OwnThing.init)
    things += now.images.filter { allImages || $0.name == nil }.map(OwnThing.init)
    if volumes { things += Self.plain(now.volumes, .volume) }
    things += Self.plain(now.networks.filter(Self.isCustom), .network)
    let all = made.containers.union(made.images).union(made.volumes).union(made.networks)
    // The build cache is nobody's in particular, so it always counts as the learner's.
    return sweep(things + (command.has(["--filter"]) ? [] : [.buildCache]), all)
  }

  /// The threat of a command that names its victims.
  private func named(
    _ names: [String], _ made: Set<String>, _ find: (String) -> [OwnThing]
  ) -> OwnThreat? {
    var (foreign, ours, spared): ([OwnThing], [OwnThing], Set<String>) = ([], [], [])
    for name in names {
      let found = find(name)
      let others = found.filter { !made.contains($0.id) }
      if others.isEmpty {
        ours += found
      } else {
        foreign += others.filter { !foreign.contains($0) }
        spared.insert(name)
      }
    }
    guard !foreign.isEmpty else { return nil }
    return OwnThreat(
      foreign: foreign, ours: ours, sparing: ours.isEmpty ? nil : command.sparing(spared), isSweeping: false)
  }

  /// The threat of a command that finds its victims itself.
  private func sweep(_ things: [OwnThing], _ made: Set<String>) -> OwnThreat? {
    let foreign = things.filter { !made.contains($0.id) }
    guard !foreign.isEmpty else { return nil }
    return OwnThreat(
      foreign: foreign, ours: things.filter { made.contains($0.id) }, sparing: nil, isSweeping: true)
  }

  private static func containers(_ text: String, in now: OwnInventory) -> [OwnThing] {
    let name = text.hasPrefix("/") ? String(text.dropFirst()) : text
    let exact = now.containers.filter { $0.id == text || $0.names.contains(name) }
    let found = exact.isEmpty ? now.containers.filter { isPrefix(text, of: $0.id) } : exact
    return found.map(OwnThing.init)
  }

  /// Every name that goes when an image is named: by one of its names, or by its id, which takes them all.
  private static func images(_ text: String, in now: OwnInventory) -> [OwnThing] {
    let full = Belongings.fullName(text)
    let exact = now.images.filter { $0.name == full }
    if !exact.isEmpty { return exact.map(OwnThing.init) }
    if let reference = try? Reference(parsing: text), reference.digest != nil {
      return now.images.filter { image in
        (image.name.flatMap { try? Reference(parsing: $0) })?.repository == reference.repository
      }.map(OwnThing.init)
    }
    let id = text.hasPrefix("sha256:") ? String(text.dropFirst(7)) : text
    return now.images.filter { isPrefix(id, of: String($0.id.dropFirst(7))) }.map(OwnThing.init)
  }

  private static func isPrefix(_ text: String, of id: String) -> Bool {
    !text.isEmpty && text.allSatisfy { $0.isHexDigit && !$0.isUppercase } && id.hasPrefix(text)
  }

  private static func plain(_ name: String, _ kind: OwnThing.Kind, in all: [String]) -> [OwnThing] {
    let exact = all.filter { $0 == name }
    return plain(exact.isEmpty ? all.filter { isPrefix(name, of: $0) } : exact, kind)
  }

  private static func plain(_ names: [String], _ kind: OwnThing.Kind) -> [OwnThing] {
    names.map { OwnThing(kind: kind, id: $0, name: $0) }
  }

  private static func isCustom(_ network: String) -> Bool {
    !["bridge", "host", "none", "podman"].contains(network)
  }
}
