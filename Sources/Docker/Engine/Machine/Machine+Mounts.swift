import Basics
import DockerAPI

extension Machine {
  /// The mounts of a new container: those of `--volumes-from`, then its own, their volumes and folders made.
  func mounts(_ recipe: ContainerRecipe) throws(EngineFault) -> [MountPoint] {
    let host = recipe.hostConfig
    let asked = Set(try MountWish.all(in: host, imageVolumes: []).map(\.destination))
    var mounts: [MountPoint] = []
    for entry in host.volumesFrom ?? [] {
      let parts = entry.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      guard !parts[0].isEmpty else { throw .badParameter("invalid empty volumes-from spec") }
      let mode = parts.count > 1 ? parts[1] : ""
      guard MountWish.knows(mode: mode) else { throw .badParameter("invalid mode: \(mode)") }
      // A missing one must not be taken for a missing image.
      guard let other = try? state.container(named: parts[0]) else {
        throw .badParameter("No such container: \(parts[0])")
      }
      for var mount in other.mounts where !asked.contains(mount.destination) {
        if mode.split(separator: ",").contains("ro") { mount.isWritable = false }
        mounts.removeAll { $0.destination == mount.destination }
        mounts.append(mount)
      }
    }
    try requireVolumeDrivers(recipe)
    let borrowed = Set(mounts.map(\.destination))
    let own = try MountWish.all(in: host, imageVolumes: recipe.config.volumes?.sortedKeys ?? [])
    for wish in own where !borrowed.contains(wish.destination) { mounts.append(try prepareMount(wish)) }
    return mounts
  }

  /// Refuses drivers that keep volumes elsewhere; 404 as Docker has it, which clients take for a missing image.
  private func requireVolumeDrivers(_ recipe: ContainerRecipe) throws(EngineFault) {
    let host = recipe.hostConfig
    let hasVolumes =
      !(recipe.config.volumes?.values.isEmpty ?? true)
      || (host.binds ?? []).contains { !$0.hasPrefix("/") }
    let asked = (host.mounts ?? []).compactMap { $0.volumeOptions?["DriverConfig"]?["Name"]?.string }
    for driver in (hasVolumes ? [host.volumeDriver] : []) + asked where !["", "local"].contains(driver) {
      throw EngineFault(
        status: 404, message: "error looking up volume plugin \(driver): plugin \"\(driver)\" not found")
    }
  }

  private func prepareMount(_ wish: MountWish) throws(EngineFault) -> MountPoint {
    switch wish.source {
    case .folder(let path, let isMade):
      try requireFolder(path, isMade: isMade)
      return MountPoint(
        type: "bind", source: path, destination: wish.destination, mode: wish.mode,
        isWritable: wish.isWritable, propagation: "rprivate")
    case .volume(let name):
      if state.volume(named: name) == nil { try VolumeOptions.require(wish.options ?? [:], of: name) }
      return volumeMount(
        try volume(name, labels: wish.labels, options: wish.options, isAnonymous: false), wish)
    case .memory: return MountPoint(type: "tmpfs", destination: wish.destination, isWritable: wish.isWritable)
    case .anonymous:
      let name = Identifier.random(chance)
      try VolumeOptions.require(wish.options ?? [:], of: name)
      return volumeMount(
        try volume(name, labels: wish.labels, options: wish.options, isAnonymous: true), wish)
    }
  }

  private func volumeMount(_ volume: VolumeRecord, _ wish: MountWish) -> MountPoint {
    let isNamed = if case .volume = wish.source { true } else { false }
    return MountPoint(
      type: "volume", name: volume.name, source: volume.mountpoint, destination: wish.destination,
      driver: "local", mode: isNamed && wish.mode.isEmpty ? "z" : wish.mode, isWritable: wish.isWritable)
  }

  private func requireFolder(_ path: String, isMade: Bool) throws(EngineFault) {
    do throws(SystemError) {
      guard try !hostFolders.bring(path) else { return }
    } catch {
      throw .system("mount \(path): \(error.reason)")
    }
    guard isMade else {
      throw .badParameter("invalid mount config for type \"bind\": bind source path does not exist: \(path)")
    }
    try folder.make(hostFolders.place(of: path))
  }

  /// The volume of that name, made if need be; a new one is durable with the next `commit`.
  func volume(
    _ name: String, labels: [String: String]? = nil, options: [String: String]? = nil, isAnonymous: Bool
  ) throws(EngineFault) -> VolumeRecord {
    if let known = state.volume(named: name) { return known }
    let volume = VolumeRecord(
      name: name, created: now(), labels: labels, options: options, isAnonymous: isAnonymous)
    try folder.makeVolume(name)
    note(volume)
    record(.other("volume", "create", id: name, ["driver": "local"], at: now()))
    return volume
  }

  /// The place on this computer behind a path in a container; in its own folder when nothing is mounted there.
  func contentFolder(of container: Container, at path: String = "/var/lib/registry") -> String {
    let path = Self.plain(path)
    let mounts = container.mounts.filter { path == $0.destination || path.hasPrefix("\($0.destination)/") }
    let mount = mounts.max { $0.destination.utf8.count < $1.destination.utf8.count }
    let below = mount.map { path.dropFirst($0.destination.count) } ?? ""
    guard let mount, ["volume", "bind"].contains(mount.type) else {
      return folder.container(container.id) + path
    }
    return source(of: mount) + below
  }

  /// An absolute path without `.` and `..`, which then cannot lead out of a mount.
  private static func plain(_ path: String) -> String {
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    return parts.isEmpty ? "/" : parts.map { "/\($0)" }.joined()
  }

  func recordMount(_ action: String, _ mount: MountPoint, of container: Container) {
    var attributes = ["container": container.id, "driver": "local"]
    if action == "mount" {
      attributes["destination"] = mount.destination
      attributes["propagation"] = mount.propagation
      attributes["read/write"] = mount.isWritable ? "true" : "false"
    }
    record(.other("volume", action, id: mount.name ?? "", attributes, at: now()))
  }
}
